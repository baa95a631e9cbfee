import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { watch, type FSWatcher } from 'chokidar'

import type { PackProblem, SavedRule } from '#shared/protocol/application'
import type { PackResult, PlacedMistake } from '#shared/rules/pack-text'

import { warn } from '../log'
import { readPackFiles } from '#sources/pack-files'

/** Where rules go that are made in the window. */
const OWN_FILE = 'my-rules.yaml'
const OWN_PACK = 'my-rules'

/** Editors write a file in several steps. */
const PAUSE_MS = 150

/**
 * The user's own packs, as they are in their folder now. A pack with a mistake is told and changes
 * nothing: what was last right of it stays in force.
 */
export class UserPacks {
  readonly #folder: string
  readonly #onChange: () => void
  /** The last text without a mistake of each file. */
  #good = new Map<string, string>()
  #problems: readonly PackProblem[] = []
  #reading: Promise<void>
  #watcher: FSWatcher | null = null
  #timer: NodeJS.Timeout | null = null

  /** @param onChange told when other rules are in force, or other mistakes known */
  constructor(folder: string, onChange: () => void) {
    this.#folder = folder
    this.#onChange = onChange
    this.#reading = this.#read()
  }

  /** Makes the folder a place to write packs in, and follows what becomes of its files. */
  async watch(): Promise<void> {
    try {
      await this.#makeFolder()
    } catch (error) {
      warn(`the folder of rules cannot be made: ${String(error)}`)
    }
    this.#watcher = watch(this.#folder, { ignoreInitial: true, depth: 0 })
      .on('all', () => this.#lookSoon())
      .on('error', (error) => warn(`the folder of rules cannot be watched: ${String(error)}`))
    // What was changed before the watch began.
    this.#watcher.on('ready', () => this.#lookSoon())
  }

  /** The texts of the packs in force, once they were read. */
  async texts(): Promise<readonly string[]> {
    await this.#reading
    return this.inForce
  }

  get inForce(): readonly string[] {
    return [...this.#good.values()]
  }

  get problems(): readonly PackProblem[] {
    return this.#problems
  }

  /**
   * Puts a rule into the user's own pack, which is made where there is none.
   *
   * @param replaces whether another rule with its id may be lost
   */
  async save(rule: string, replaces: boolean): Promise<SavedRule> {
    await this.#makeFolder()
    const file = (await readPackFiles(this.#folder)).find(({ name }) => name === OWN_FILE)
    if (file?.text === null) return refused([problemOf(OWN_FILE, null, file.reason)])
    const { putRule } = await import('#shared/rules/edit-pack')
    const result = putRule(file?.text ?? null, rule, OWN_PACK)
    if (!result.ok) {
      const name = result.in === 'pack' ? OWN_FILE : ''
      return refused(result.mistakes.map((mistake) => problemOf(name, mistake)))
    }
    if (result.isReplaced && !replaces) return { ok: false, isTaken: true, problems: [] }
    await this.#write(OWN_FILE, result.text)
    await this.#look()
    return { ok: true, id: result.id, place: join(this.#folder, OWN_FILE) }
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    await this.#watcher?.close()
    await this.#reading
  }

  /** With the schema by which editors complete and check a pack. */
  async #makeFolder(): Promise<void> {
    const { JSON_SCHEMA_FILE, jsonSchemaOfPack } = await import('#shared/rules/json-schema')
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    await this.#write(JSON_SCHEMA_FILE, jsonSchemaOfPack())
  }

  /** In one step: whoever reads it gets the old text or the new one. */
  async #write(name: string, text: string): Promise<void> {
    const path = join(this.#folder, name)
    const unfinished = `${path}.${process.pid}`
    try {
      await writeFile(unfinished, text, { mode: 0o600 })
      await rename(unfinished, path)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  }

  #lookSoon(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timer = null
      void this.#look()
    }, PAUSE_MS)
  }

  /** One look after the other. */
  #look(): Promise<void> {
    this.#reading = this.#reading.then(async () => {
      const before = JSON.stringify([this.inForce, this.#problems])
      await this.#read()
      if (JSON.stringify([this.inForce, this.#problems]) !== before) this.#onChange()
    })
    return this.#reading
  }

  async #read(): Promise<void> {
    const good = new Map<string, string>()
    const problems: PackProblem[] = []
    for (const file of await readPackFiles(this.#folder)) {
      const result = file.text === null ? null : await read(file.text)
      const text = result?.ok === true ? file.text : this.#good.get(file.name)
      if (text !== undefined && text !== null) good.set(file.name, text)
      if (file.text === null) problems.push(problemOf(file.name, null, file.reason))
      if (result?.ok === false) {
        problems.push(...result.mistakes.map((mistake) => problemOf(file.name, mistake)))
      }
    }
    this.#good = good
    this.#problems = problems
  }
}

/** What reads YAML is loaded when there is some: most users have no packs, and no start waits for it. */
async function read(text: string): Promise<PackResult> {
  const { readPack } = await import('#shared/rules/pack-text')
  return readPack(text)
}

function refused(problems: readonly PackProblem[]): SavedRule {
  return { ok: false, isTaken: false, problems }
}

function problemOf(file: string, mistake: PlacedMistake | null, reason = ''): PackProblem {
  if (!mistake) return { file, at: null, place: '', message: { en: reason, ru: reason } }
  const { line, column, place, message } = mistake
  return { file, at: { line, column }, place, message }
}
