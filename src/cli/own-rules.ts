import { stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'

import { endBacktracking } from '#engine/linear-patterns'
import { harmless } from '#shared/acting-characters'
import { lineOf, readPack } from '#shared/rules/pack-text'
import type { ExplainedRule, RulePack } from '#shared/rules/rule'
import { failureOf } from '#sources/open-failure'
import { type PackFile, readPackFile, readPackFiles } from '#sources/pack-files'

import { Failure, openFailure } from './failure'

export interface RulesOptions {
  /** Packs and folders of packs; true for those of the window. None where it is left out. */
  readonly rules?: readonly string[] | boolean
}

/**
 * The user's own packs: those that are named, else those of the window. A pack with a mistake is
 * refused where it is named, and left out where it only lies in the folder; that is told then, and
 * the exit code says that something is missing.
 */
export async function ownPacks({
  rules = false,
}: RulesOptions): Promise<readonly RulePack<ExplainedRule>[]> {
  if (rules === false) return []
  endBacktracking()
  if (rules === true) return packsOf(rulesFolder(), await readPackFiles(rulesFolder()))
  const packs: RulePack<ExplainedRule>[] = []
  for (const path of rules) packs.push(...(await named(path)))
  return packs
}

/** The folder in which the window keeps them, as Electron would name it. */
export function rulesFolder(): string {
  const { LOGSIEVE_PROFILE, APPDATA, XDG_CONFIG_HOME } = process.env
  if (LOGSIEVE_PROFILE) return join(LOGSIEVE_PROFILE, 'rules')
  const folders: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(homedir(), 'Library/Application Support'),
    win32: APPDATA ?? join(homedir(), 'AppData/Roaming'),
  }
  const settings = folders[process.platform] ?? XDG_CONFIG_HOME ?? join(homedir(), '.config')
  return join(settings, 'logsieve', 'rules')
}

async function named(path: string): Promise<readonly RulePack<ExplainedRule>[]> {
  try {
    if ((await stat(path)).isDirectory()) return packsOf(path, await readPackFiles(path))
  } catch (error) {
    const { code, detail } = failureOf(error)
    throw openFailure(path, code, detail)
  }
  const { pack, mistakes } = read(path, await readPackFile(dirname(path), basename(path)))
  if (pack) return [pack]
  throw new Failure(mistakes.join('; '))
}

function packsOf(folder: string, files: readonly PackFile[]): readonly RulePack<ExplainedRule>[] {
  return files.flatMap((file) => {
    const { pack, mistakes } = read(join(folder, file.name), file)
    if (pack) return [pack]
    for (const mistake of mistakes) console.error(`logsieve: ${mistake}; this pack is left out`)
    process.exitCode = 1
    return []
  })
}

interface Read {
  readonly pack: RulePack<ExplainedRule> | null
  /** Each with its file and place. */
  readonly mistakes: readonly string[]
}

function read(path: string, file: PackFile): Read {
  if (file.text === null) return { pack: null, mistakes: [harmless(`${path}: ${file.reason}`)] }
  const result = readPack(file.text)
  if (result.ok) return { pack: result.pack, mistakes: [] }
  return {
    pack: null,
    mistakes: result.mistakes.map((mistake) => harmless(lineOf(path, mistake))),
  }
}
