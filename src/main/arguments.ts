import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'

/** Electron's own switches that take the next word as their value. */
const SWITCHES_WITH_VALUE: ReadonlySet<string> = new Set(['-r', '--require'])

export interface ArgumentContext {
  readonly workingDirectory: string
  readonly isPackaged: boolean
  /** The folder of the app, which is the first word of an unpackaged run: `electron . a.log`. */
  readonly appPath: string
}

/**
 * The SOURCE arguments of a command line `argv`, whose first word is the program. Switches of
 * Electron and Chromium may stand anywhere before `--`; `-` is a source, standard input.
 */
export function sourcesOf(argv: readonly string[], context: ArgumentContext): string[] {
  const words: string[] = []
  let isSwitchPossible = true
  for (let index = 1; index < argv.length; index++) {
    const word = argv[index] ?? ''
    if (isSwitchPossible && word === '--') isSwitchPossible = false
    else if (isSwitchPossible && word.startsWith('-') && word !== '-') {
      if (!context.isPackaged && SWITCHES_WITH_VALUE.has(word)) index++
    } else if (word !== '') words.push(word)
  }
  const isApp = !context.isPackaged && words[0] !== undefined && isAppFolder(words[0], context)
  return isApp ? words.slice(1) : words
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
