import type { MenuCommand } from '#shared/protocol/application'

export type Command =
  | MenuCommand
  | 'open'
  | 'copy'
  | 'escape'
  | 'find-next'
  | 'find-previous'
  | 'from-here'
  | 'until-here'
  | 'next-problem'
  | 'previous-problem'

/** What is read of a key press. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const PLAIN: Readonly<Record<string, Command>> = {
  n: 'toggle-noise',
  f: 'toggle-follow',
  l: 'show-log',
  t: 'show-triage',
  h: 'toggle-timeline',
  r: 'time-range',
  w: 'toggle-wrap',
}

/** By their place on the keyboard: other layouts have letters there. */
const BRACKETS: Readonly<Record<string, Command>> = {
  BracketLeft: 'from-here',
  BracketRight: 'until-here',
}

const WITH_CONTROL: Readonly<Record<string, Command>> = {
  f: 'find',
  g: 'go-to-line',
  o: 'open',
  c: 'copy',
}

/**
 * The Latin letter of a key. On a Russian or Greek layout the key of N gives another letter, and
 * then its place on the keyboard counts.
 */
function latinLetter({ key, code }: KeyPress): string {
  if (/^[a-z]$/iu.test(key)) return key.toLowerCase()
  return /^Key[A-Z]$/u.test(code) ? code.slice(-1).toLowerCase() : ''
}

/** The command of a key press. Bare letters are none while somebody writes. */
export function commandOf(press: KeyPress, isWriting: boolean): Command | null {
  if (press.altKey) return null
  if (press.ctrlKey || press.metaKey) {
    return press.shiftKey ? null : (WITH_CONTROL[latinLetter(press)] ?? null)
  }
  if (press.key === 'Escape') return 'escape'
  if (press.key === 'F3') return press.shiftKey ? 'find-previous' : 'find-next'
  if (isWriting) return null
  if (press.key === '?') return 'show-shortcuts'
  if (press.key === '/') return 'find'
  if (latinLetter(press) === 'p') return press.shiftKey ? 'previous-problem' : 'next-problem'
  if (press.shiftKey) return null
  return BRACKETS[press.code] ?? PLAIN[latinLetter(press)] ?? null
}
