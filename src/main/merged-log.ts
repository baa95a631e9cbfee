import { stat } from 'node:fs/promises'

import { isNamed, type MergeOrder, nameSources, type Shift } from '#shared/merged-sources'
import type { MergeInfo } from '#shared/protocol/application'
import type { HostMessage, MergedInput } from '#shared/protocol/host'
import type { Milliseconds } from '#shared/record'
import type { EntryWanted, OpenFailed, OpenResult, Source } from '#sources/source'
import { SourceCopy } from '#sources/source-copy'
import { Spool } from '#sources/spool'

import { displayLines, displayText } from './display-text'
import type { OpenSources } from './open-sources'
import { fileOf, type OpenedLog } from './opened-log'

/** How logs are merged. */
export interface MergeWay {
  readonly order: MergeOrder
  /** Of each log; 0 where there is none. */
  readonly shifts: readonly Milliseconds[]
  /** Of the logs of these names, as somebody wrote them. */
  readonly namedShifts: readonly Shift[]
}

interface OpenPart extends Pick<MergedInput, 'id' | 'name' | 'shift'> {
  readonly source: Source
}

interface FailedPart extends Pick<MergedInput, 'id' | 'name' | 'shift'> {
  readonly failure: OpenFailed | EntryWanted
}

type Part = OpenPart | FailedPart

/**
 * Several sources as one log, which the engine writes into a spool (engine/merge). What could not be
 * opened is told, and the others are shown.
 */
export class MergedLog implements OpenedLog {
  readonly places: readonly string[]
  readonly #parts: readonly Part[]
  readonly #unknownShifts: readonly string[]
  readonly #spool: Spool
  #order: MergeOrder
  #shifts: readonly Milliseconds[]
  #numbers: readonly (number | null)[] = []
  #send: (message: HostMessage) => void = () => undefined

  private constructor(
    parts: readonly Part[],
    unknown: readonly string[],
    order: MergeOrder,
    spool: Spool,
  ) {
    this.places = open(parts).map(({ source }) => source.place)
    this.#parts = parts
    this.#unknownShifts = unknown
    this.#order = order
    this.#shifts = parts.map(({ shift }) => shift)
    this.#spool = spool
  }

  /** @param results at least one of which is open */
  static async create(
    results: readonly OpenResult[],
    { order, shifts, namedShifts }: MergeWay,
  ): Promise<MergedLog> {
    const names = nameSources(results.map(placeOf))
    const parts = results.map((result, at): Part => {
      const known = names[at] ?? { id: '', name: '' }
      const named = namedShifts.find(({ name }) => isNamed(known, name))
      const shift = named?.by ?? shifts[at] ?? 0
      if (result.ok) return { ...known, shift, source: result.source }
      return { ...known, shift, failure: result }
    })
    const unknown = namedShifts.filter(({ name }) => !names.some((known) => isNamed(known, name)))
    const spool = await Spool.create('merged.log')
    return new MergedLog(
      parts,
      unknown.map(({ name }) => name),
      order,
      spool,
    )
  }

  register(sources: OpenSources): ReturnType<OpenedLog['register']> {
    this.#numbers = this.#parts.map((part) => {
      if (!('source' in part)) return null
      const { name, connection = null } = part.source
      return sources.add({ name, copy: null, connection, front: null })
    })
    const { path } = this.#spool
    const copy = {
      saveTo: async (target: string) => {
        const { size } = await stat(path)
        await new SourceCopy({ path, bytes: size }).saveTo(target)
      },
    }
    const name = this.#parts.map((part) => part.name).join(' + ')
    return {
      name: displayText(name, 200),
      place: displayText(this.places.join('\n'), 2000),
      convertedFrom: null,
      looksBinary: false,
      source: sources.add({ name, copy, connection: null, front: null }),
      isRemote: false,
      isCopy: true,
      merge: this.info,
    }
  }

  get info(): MergeInfo {
    return {
      order: this.#order,
      logs: this.#parts.map((part, at) => ({
        id: part.id,
        name: displayText(part.name, 200),
        place: displayText('source' in part ? part.source.place : part.failure.place, 2000),
        shift: this.#shifts[at] ?? 0,
        source: this.#numbers[at] ?? null,
        isRemote: 'source' in part && part.source.connection !== undefined,
        failure:
          'source' in part
            ? null
            : { code: part.failure.code, detail: displayLines(part.failure.detail) },
      })),
      unknownShifts: this.#unknownShifts.map((name) => displayText(name, 200)),
    }
  }

  get opening(): OpenedLog['opening'] {
    const { path } = this.#spool
    const parts = open(this.#parts)
    const referenceTime = Math.max(...parts.map(({ source }) => source.modifiedTime))
    const inputs = parts.map(({ id, name, shift, source }) => ({
      id,
      name,
      shift,
      ...fileOf(source),
    }))
    return {
      file: { path, key: null, from: 0, bytes: 0, later: [], referenceTime },
      merge: { order: this.#order, inputs },
      indexFolder: null,
    }
  }

  follow(send: (message: HostMessage) => void): void {
    this.#send = send
    for (const [input, { source }] of open(this.#parts).entries()) {
      source.onEvent((event) => send({ type: 'source', input, event }))
      void source.caughtUp.then(() => send({ type: 'caught-up', input }))
    }
  }

  /** @param shifts of each log */
  change(order: MergeOrder, shifts: readonly Milliseconds[]): void {
    this.#order = order
    this.#shifts = shifts
    const ofOpen = shifts.filter((_, at) => 'source' in (this.#parts[at] ?? {}))
    this.#send({ type: 'merge', order, shifts: ofOpen })
  }

  /** Each of its logs has its own. */
  lendConnection(): null {
    return null
  }

  async dispose(): Promise<void> {
    await Promise.all(open(this.#parts).map(({ source }) => source.dispose()))
    await this.#spool.dispose()
  }
}

function open(parts: readonly Part[]): readonly OpenPart[] {
  return parts.filter((part) => 'source' in part)
}

function placeOf(result: OpenResult): string {
  return result.ok ? result.source.place : result.place
}
