/** What a SOURCE such as `kubectl:NAMESPACE/POD` names. */
export interface PodAddress {
  /** Of the user's kubeconfig; null for the current one. */
  readonly context: string | null
  /** null for the one of the context. */
  readonly namespace: string | null
  readonly pod: string
  /** null where kubectl shall choose. */
  readonly container: string | null
}

type Parsed =
  | { readonly ok: true; readonly address: PodAddress }
  | { readonly ok: false; readonly detail: string }

const SCHEME = /^kubectl:(?:\/\/(?<context>[^/]*)\/)?(?<path>.*)$/is
/** Kubernetes' names, none of which is an option. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const POD = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/
/** Names of contexts hold nearly anything: `arn:aws:eks:eu-west-1:1:cluster/calls`, `admin@kubernetes`. */
const CONTEXT = /^[^\p{C}]{1,500}$/u

/**
 * Reads `kubectl:POD`, `kubectl:NAMESPACE/POD` and `kubectl:NAMESPACE/POD/CONTAINER`; another context
 * stands in front: `kubectl://CONTEXT/NAMESPACE/POD`. null for what is no such address.
 */
export function parsePodAddress(argument: string): Parsed | null {
  const groups = SCHEME.exec(argument)?.groups
  if (groups === undefined) return null
  const context = groups.context === undefined ? null : decode(groups.context)
  if (context !== null && !CONTEXT.test(context)) return refuse('This is no context of kubectl')
  const parts = (groups.path ?? '').split('/')
  const [namespace, pod, container = null] =
    parts.length === 1 && context === null ? [null, parts[0]] : parts
  const isWrong =
    parts.length > 3 ||
    pod === undefined ||
    !POD.test(pod) ||
    (namespace != null && !LABEL.test(namespace)) ||
    (container !== null && !LABEL.test(container))
  if (isWrong) return refuse('It has to look like kubectl:namespace/pod or …/pod/container')
  return { ok: true, address: { context, namespace: namespace ?? null, pod, container } }
}

/** The address as a SOURCE argument. */
export function podAddressText({ context, namespace, pod, container }: PodAddress): string {
  const front = context === null ? '' : `//${encodeURIComponent(context)}/`
  const path = [namespace, pod, container].filter((part) => part !== null).join('/')
  return `kubectl:${front}${path}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function refuse(detail: string): Parsed {
  return { ok: false, detail }
}
