import type { MenuCommand } from '#shared/protocol/application'

import type { TabCommand } from '../tabs/tab-commands'

export type Command =
  | MenuCommand
  | TabCommand
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
  t: 'new-tab',
  w: 'close-tab',
  s: 'save-copy',
}

/** By their place on the keyboard: above French digits stand other signs. */
const DIGITS_WITH_CONTROL: Readonly<Record<string, Command>> = {
  Digit1: 'tab-1',
  Digit2: 'tab-2',
  Digit3: 'tab-3',
  Digit4: 'tab-4',
  Digit5: 'tab-5',
  Digit6: 'tab-6',
  Digit7: 'tab-7',
  Digit8: 'tab-8',
  Digit9: 'last-tab',
}

const WITH_CONTROL_AND_SHIFT: Readonly<Record<string, Command>> = {
  o: 'open-server',
}

/**
 * The Latin letter of a key. On a Russian or Greek layout the key of N gives another letter, and
 * then its place on the keyboard counts.
 */
function latinLetter({ key, code }: KeyPress): string {
  if (/^[a-z]$/iu.test(key)) return key.toLowerCase()
  return /^Key[A-Z]$/u.test(code) ? code.slice(-1).toLowerCase() : ''
}

/** From tab to tab, as in browsers; with Shift the page keys take the tab along. */
function walkOf({ key, shiftKey }: KeyPress): Command | null {
  switch (key) {
    case 'Tab':
      return shiftKey ? 'previous-tab' : 'next-tab'
    case 'PageDown':
      return shiftKey ? 'tab-to-right' : 'next-tab'
    case 'PageUp':
      return shiftKey ? 'tab-to-left' : 'previous-tab'
    default:
      return null
  }
}

/** The command of a key press. Bare letters are none while somebody writes. */
export function commandOf(press: KeyPress, isWriting: boolean): Command | null {
  if (press.altKey) return null
  if (press.ctrlKey || press.metaKey) {
    const walk = walkOf(press)
    if (walk) return walk
    if (press.shiftKey) return WITH_CONTROL_AND_SHIFT[latinLetter(press)] ?? null
    return DIGITS_WITH_CONTROL[press.code] ?? WITH_CONTROL[latinLetter(press)] ?? null
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
