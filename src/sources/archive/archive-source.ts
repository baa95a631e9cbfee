import { basename } from 'node:path'

import type { SourceEvent } from '#shared/protocol/host'

import { messageOf } from '../open-failure'
import type { CaughtUp, EntryWanted, OpenFailed, OpenResult, Source } from '../source'
import { SourceEvents } from '../source-events'
import { Spool } from '../spool'
import type { ArchiveKind } from './archive-kind'
import { UNPACK_LIMITS, type UnpackLimits } from './limits'
import type { UnpackNews, UnpackOutcome, UnpackTask } from './unpack'
import { Unpacking } from './unpacking'
import { listZip, type ZipEntry } from './zip-entries'

export interface Archive {
  readonly path: string
  readonly kind: ArchiveKind
  readonly bytes: number
  readonly modifiedTime: number
  /** Of a zip: which of its files; null asks for the only one. */
  readonly entry: string | null
}

/**
 * Opens a compressed file: it is unpacked, in a thread, to a spool that the engine reads as it grows.
 * The archive is not followed: nobody appends to one.
 */
export async function openArchive(
  archive: Archive,
  limits: UnpackLimits = UNPACK_LIMITS,
): Promise<OpenResult> {
  const { path, kind, bytes, modifiedTime } = archive
  if (kind !== 'zip') {
    const task = { range: { path, start: 0, bytes }, codec: kind, expected: null, limits }
    return unpackTo(task, { name: basename(path), place: path, modifiedTime })
  }
  const picked = await pickEntry(archive)
  if ('ok' in picked) return picked
  const { name, range, codec, crc32, modifiedTime: written } = picked
  const place = `${path}#${name}`
  if (codec === null) return unreadable(place, 'It is encrypted, or compressed in an unusual way')
  const task = { range, codec, expected: { bytes: picked.bytes, crc32 }, limits }
  const plain = { name: basename(name), place, modifiedTime: written.getTime() || modifiedTime }
  return unpackTo(task, plain)
}

async function pickEntry({ path, entry }: Archive): Promise<ZipEntry | OpenFailed | EntryWanted> {
  let entries: readonly ZipEntry[]
  try {
    entries = await listZip(path)
  } catch (error) {
    return unreadable(path, messageOf(error))
  }
  const [first] = entries
  if (first === undefined) return unreadable(path, 'There is no file in it')
  if (entry === null && entries.length === 1) return first
  const picked = entries.find(({ name }) => name === entry)
  if (picked !== undefined) return picked
  const list = entries.map(({ name, bytes }) => ({ name, bytes }))
  const detail = entry === null ? '' : `There is no ${entry} in it`
  return { ok: false, code: 'pick-entry', place: path, detail, entries: list }
}

function unreadable(place: string, detail: string): OpenFailed {
  return { ok: false, code: 'bad-archive', place, detail }
}

async function unpackTo(
  task: Omit<UnpackTask, 'outputPath'>,
  plain: Pick<Source, 'name' | 'place' | 'modifiedTime'>,
): Promise<OpenResult> {
  const spool = await Spool.create('unpacked.log')
  const events = new SourceEvents<SourceEvent>()
  let bytes = 0
  let setLooked: (news: Extract<UnpackNews, { kind: 'looked' }> | null) => void
  const looked = new Promise<Parameters<typeof setLooked>[0]>((resolve) => (setLooked = resolve))
  let setCaughtUp: (caughtUp: CaughtUp) => void
  const caughtUp = new Promise<CaughtUp>((resolve) => (setCaughtUp = resolve))
  const unpacking = new Unpacking({ ...task, outputPath: spool.path }, (news) => {
    switch (news.kind) {
      case 'looked':
        if (news.isTar) events.emit({ kind: 'remark', code: 'tar-inside', detail: '' })
        setLooked(news)
        break
      case 'grew':
        bytes = news.bytes
        events.emit({ kind: 'grew', bytes })
        events.emit({
          kind: 'arriving',
          part: task.range.bytes === 0 ? 1 : news.packedBytes / task.range.bytes,
        })
        break
      case 'ended': {
        setLooked(null)
        events.emit({ kind: 'arriving', part: null })
        const ending = endingOf(news.outcome)
        if (ending !== null) events.emit(ending.event)
        setCaughtUp(ending?.caughtUp ?? { ok: true })
      }
    }
  })
  const dispose = async () => {
    events.clear()
    await unpacking.stop()
    setCaughtUp({ ok: false, detail: 'closed', isPartial: false })
    await spool.dispose()
  }
  const look = await looked
  if (look === null) {
    const outcome = await caughtUp
    await dispose()
    return unreadable(plain.place, outcome.ok ? '' : outcome.detail)
  }
  return {
    ok: true,
    source: {
      ...plain,
      path: spool.path,
      get bytes() {
        return bytes
      },
      convertedFrom: look.encoding === 'utf-8' ? null : look.encoding,
      looksBinary: look.looksBinary && !look.isTar,
      modifiedTime: Math.floor(plain.modifiedTime),
      caughtUp,
      onEvent: (listener) => events.listen(listener),
      dispose,
    },
  }
}

/** What is told of an archive that was not read to its end. */
function endingOf(
  outcome: UnpackOutcome,
): { readonly event: SourceEvent; readonly caughtUp: CaughtUp } | null {
  switch (outcome.kind) {
    case 'whole':
      return null
    case 'damaged': {
      const { detail } = outcome
      return {
        event: { kind: 'remark', code: 'archive-damaged', detail },
        caughtUp: {
          ok: false,
          detail: `the archive is damaged or cut off: ${detail}`,
          isPartial: true,
        },
      }
    }
    case 'limit': {
      const detail = 'unpacking was stopped: the archive grows like one made to fill a disk'
      return {
        event: { kind: 'remark', code: 'archive-limit', detail: '' },
        caughtUp: { ok: false, detail, isPartial: true },
      }
    }
    case 'failed': {
      const { detail } = outcome
      return {
        event: { kind: 'remark', code: 'unpack-failed', detail },
        caughtUp: { ok: false, detail: `unpacking failed: ${detail}`, isPartial: true },
      }
    }
  }
}
