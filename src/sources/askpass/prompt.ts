import type { HostKey, QuestionKind } from '#shared/protocol/ssh'

import type { Prompt } from './askpass-server'

/** What a prompt is for. */
interface PromptMeaning {
  readonly kind: QuestionKind
  readonly hostKey: HostKey | null
}

/**
 * In ssh's own words, which it has in no other language. What a server says stands behind
 * `(user@host) ` since ssh 8.5 and is so never taken for a question of ssh.
 */
const KINDS: readonly (readonly [RegExp, QuestionKind])[] = [
  [/^\([^\n()]*\) /, 'server'],
  [/^(?:Enter|Bad) passphrase\b/, 'passphrase'],
  [/^Enter PIN for\b/, 'pin'],
  [/'s password: $/, 'password'],
]

const HOST_KEY =
  /^The authenticity of host '.*\n(?:.*\n)*?(?<type>[\w-]+) key fingerprint is:? ?\n?(?<fingerprint>(?:SHA256|MD5):[\w+/=:]+)\.?\n[^]*\(yes\/no/

export function readPrompt({ hint, text }: Prompt): PromptMeaning {
  if (hint === 'none') return { kind: 'touch', hostKey: null }
  if (hint === 'confirm') return { kind: 'confirm', hostKey: null }
  const groups = HOST_KEY.exec(text)?.groups
  if (groups !== undefined) {
    const { type = '', fingerprint = '' } = groups
    return { kind: 'host-key', hostKey: { type, fingerprint } }
  }
  return { kind: KINDS.find(([saying]) => saying.test(text))?.[1] ?? 'other', hostKey: null }
}
