/** A piece of evidence with where it can be read; `url` is null where that cannot be told. */
export interface Evidence {
  readonly text: string
  readonly url: string | null
}

/** `livekit/ingress pkg/service/service.go:347`, the number being optional. */
const SOURCE_LINE = /^(?<repository>[\w.-]+\/[\w.-]+) (?<path>[^\s:]+)(?::(?<line>\d+))?(?:-\d+)?$/u

/** Only https, only the address itself: what is opened is what is shown. */
function addressOf(text: string): string | null {
  if (!/^https:\/\/\S+$/u.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  return url.username === '' && url.password === '' ? url.href : null
}

export function evidenceOf(text: string): Evidence {
  const address = addressOf(text)
  if (address !== null) return { text, url: address }
  const groups = SOURCE_LINE.exec(text)?.groups
  if (!groups) return { text, url: null }
  const { repository, path, line } = groups
  const anchor = line === undefined ? '' : `#L${line}`
  return { text, url: `https://github.com/${repository}/blob/HEAD/${path}${anchor}` }
}
