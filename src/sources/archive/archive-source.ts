import { basename } from 'node:path'

import type { ZipFile } from 'yauzl'

import type { SourceEvent } from '#shared/protocol/host'

import { messageOf } from '../open-failure'
import type { CaughtUp, EntryWanted, OpenFailed, OpenResult, Source } from '../source'
import { SourceEvents } from '../source-events'
import { Spool } from '../spool'
import type { ArchiveKind } from './archive-kind'
import { UNPACK_LIMITS, type UnpackLimits } from './limits'
import type { BroughtBytes, PackedBytes } from './packed-bytes'
import type { UnpackNews, UnpackOutcome, UnpackTask } from './unpack'
import { Unpacking } from './unpacking'
import { listZip, type ZipEntry } from './zip-entries'

export interface Archive {
  readonly name: string
  /** Its full path or address. */
  readonly place: string
  readonly kind: ArchiveKind
  readonly bytes: number
  readonly packed: PackedBytes
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
  const { name, place, kind, bytes, packed, modifiedTime } = archive
  if (kind !== 'zip') {
    const content = { codec: kind, expected: null, limits }
    return unpackTo(await packed.bring(0, bytes), content, { name, place, modifiedTime })
  }
  const picked = await pickEntry(archive)
  return 'ok' in picked ? picked : openEntry(archive, picked, limits)
}

async function openEntry(
  { place: archivePlace, packed, modifiedTime }: Archive,
  { entry, start }: PickedEntry,
  limits: UnpackLimits,
): Promise<OpenResult> {
  const { name, codec, crc32, bytes, packedBytes, modifiedTime: written } = entry
  const place = `${archivePlace}#${name}`
  if (codec === null) return unreadable(place, 'It is encrypted, or compressed in an unusual way')
  const content = { codec, expected: { bytes, crc32 }, limits }
  const plain = { name: basename(name), place, modifiedTime: written.getTime() || modifiedTime }
  return unpackTo(await packed.bring(start, packedBytes), content, plain)
}

interface PickedEntry {
  readonly entry: ZipEntry
  /** Where its bytes begin. */
  readonly start: number
}

async function pickEntry(archive: Archive): Promise<PickedEntry | OpenFailed | EntryWanted> {
  const { place, packed, entry: wanted } = archive
  let zip: ZipFile | null = null
  try {
    zip = await packed.openZip()
    const entries = await listZip(zip)
    const [first] = entries
    if (first === undefined) return unreadable(place, 'There is no file in it')
    const isOnlyOne = wanted === null && entries.length === 1
    const entry = isOnlyOne ? first : entries.find(({ name }) => name === wanted)
    if (entry !== undefined) return { entry, start: await entry.start() }
    const list = entries.map(({ name, bytes }) => ({ name, bytes }))
    const detail = wanted === null ? '' : `There is no ${wanted} in it`
    return { ok: false, code: 'pick-entry', place, detail, entries: list }
  } catch (error) {
    return unreadable(place, messageOf(error))
  } finally {
    zip?.close()
  }
}

function unreadable(place: string, detail: string): OpenFailed {
  return { ok: false, code: 'bad-archive', place, detail }
}

async function unpackTo(
  brought: BroughtBytes,
  content: Omit<UnpackTask, 'range' | 'outputPath'>,
  plain: Pick<Source, 'name' | 'place' | 'modifiedTime'>,
): Promise<OpenResult> {
  const spool = await Spool.create('unpacked.log')
  const events = new SourceEvents<SourceEvent>()
  let bytes = 0
  let setLooked: (news: Extract<UnpackNews, { kind: 'looked' }> | null) => void
  const looked = new Promise<Parameters<typeof setLooked>[0]>((resolve) => (setLooked = resolve))
  let setCaughtUp: (caughtUp: CaughtUp) => void
  const caughtUp = new Promise<CaughtUp>((resolve) => (setCaughtUp = resolve))
  const { range } = brought
  const unpacking = new Unpacking({ ...content, range, outputPath: spool.path }, (news) => {
    switch (news.kind) {
      case 'looked':
        // Whoever reads has to know from the first that what is there is not all.
        events.emit({ kind: 'arriving', part: 0 })
        if (news.isTar) events.emit({ kind: 'remark', code: 'tar-inside', detail: '' })
        setLooked(news)
        break
      case 'grew':
        bytes = news.bytes
        events.emit({ kind: 'grew', bytes })
        events.emit({
          kind: 'arriving',
          part: range.bytes === 0 ? 1 : news.packedBytes / range.bytes,
        })
        break
      case 'ended': {
        setLooked(null)
        events.emit({ kind: 'arriving', part: null })
        const ending = endingOf(news.outcome, brought.failure)
        void brought.dispose()
        if (ending !== null) events.emit(ending.event)
        setCaughtUp(ending?.caughtUp ?? { ok: true })
      }
    }
  })
  const dispose = async () => {
    events.clear()
    await unpacking.stop()
    await brought.dispose()
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
  failure: string,
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
    case 'not-arrived':
      return {
        event: { kind: 'remark', code: 'archive-not-arrived', detail: failure },
        caughtUp: {
          ok: false,
          detail: `not all of the archive has arrived: ${failure}`,
          isPartial: true,
        },
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
