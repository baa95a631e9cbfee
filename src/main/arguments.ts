import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'

import { MERGE_ORDERS, type MergeOrder, readShift, type Shift } from '#shared/merged-sources'

import type { MergeWay } from './merged-log'

/** Electron's own switches that take the next word as their value. */
const SWITCHES_WITH_VALUE: ReadonlySet<string> = new Set(['-r', '--require'])

export interface ArgumentContext {
  readonly workingDirectory: string
  readonly isPackaged: boolean
  /** The folder of the app, which is the first word of an unpackaged run: `electron . a.log`. */
  readonly appPath: string
}

/** What a command line asks for. */
export interface CommandLine {
  /** The SOURCE arguments. */
  readonly sources: readonly string[]
  /** How they become one log; null where each is one of its own. */
  readonly merge: MergeWay | null
  /** Options that cannot be read. */
  readonly mistakes: readonly string[]
}

const MERGE = '--merge'
const SHIFT = '--shift'

/**
 * What the words `argv` say, the first of which is the program. Switches of Electron and Chromium may
 * stand anywhere before `--`; `-` is a source, standard input.
 */
export function readArguments(argv: readonly string[], context: ArgumentContext): CommandLine {
  const words: string[] = []
  const namedShifts: Shift[] = []
  const mistakes: string[] = []
  let order: MergeOrder | null = null
  let isSwitchPossible = true
  for (let index = 1; index < argv.length; index++) {
    const word = argv[index] ?? ''
    if (!isSwitchPossible || !word.startsWith('-') || word === '-') {
      if (word !== '') words.push(word)
    } else if (word === '--') isSwitchPossible = false
    else if (isOption(word, MERGE)) {
      const wanted = valueOf(word) ?? 'time'
      const known = MERGE_ORDERS.find((name) => name === wanted)
      if (known) order = known
      else mistakes.push(word)
    } else if (isOption(word, SHIFT)) {
      const value = valueOf(word) ?? argv[++index] ?? ''
      const shift = readShift(value)
      if (shift) namedShifts.push(shift)
      else mistakes.push(`${SHIFT} ${value}`)
    } else if (!context.isPackaged && SWITCHES_WITH_VALUE.has(word)) index++
  }
  const isApp = !context.isPackaged && words[0] !== undefined && isAppFolder(words[0], context)
  const sources = isApp ? words.slice(1) : words
  if (order === null && namedShifts.length > 0) mistakes.push(SHIFT)
  const merge = order && { order, shifts: [], namedShifts }
  return { sources, merge: sources.length > 1 ? merge : null, mistakes }
}

function isOption(word: string, name: string): boolean {
  return word === name || word.startsWith(`${name}=`)
}

function valueOf(word: string): string | null {
  const at = word.indexOf('=')
  return at < 0 ? null : word.slice(at + 1)
}

function isAppFolder(word: string, { workingDirectory, appPath }: ArgumentContext): boolean {
  return canonical(resolve(workingDirectory, word)) === canonical(appPath)
}

function canonical(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
