import { fieldOf } from './fields'
import { isNamed } from './interests'
import type { LookBack } from './look-back'

/** What was going on at a moment, with the records in which it began. */
export interface OpenThings {
  readonly rooms: readonly string[]
  readonly participants: number
  readonly egresses: readonly string[]
  readonly ingresses: readonly string[]
  readonly records: readonly number[]
  /** Not all that stands before it was looked at. */
  readonly isPart: boolean
}

/** Something that begins and ends, and by which field it is known. */
interface Sort {
  readonly begins: readonly string[]
  readonly ends: readonly string[]
  readonly names: readonly string[]
}

const PARTICIPANT: Sort = {
  begins: ['livekit-server.session-started', 'livekit-server.participant-active*'],
  ends: [
    'livekit-server.closing*',
    'livekit-server.session-finished',
    'livekit-server.disconnected-participant-closed',
    'livekit-server.removed-*',
  ],
  // Old versions named it `pID`, and some records know the identity alone.
  names: ['participantID', 'pID', 'participant'],
}

const ROOM: Sort = {
  begins: [],
  ends: ['livekit-server.room-closed', 'livekit-server.room-closing'],
  names: ['room'],
}

const EGRESS: Sort = {
  begins: ['egress.status', 'egress.request'],
  ends: [
    'egress.complete',
    'egress.limit-reached',
    'egress.failed*',
    'egress.aborted',
    'livekit-server.egress-ended',
    'livekit-server.egress-failed',
  ],
  names: ['egressID'],
}

const INGRESS: Sort = {
  begins: ['ingress.started*', 'livekit-server.ingress-started'],
  ends: [
    'ingress.ended',
    'ingress.failed*',
    'livekit-server.ingress-ended',
    'livekit-server.ingress-failed*',
  ],
  names: ['ingressID'],
}

/** What ends with a program: recordings and streams lose their room with the server. */
const SORTS_OF: Readonly<Record<string, readonly Sort[]>> = {
  egress: [EGRESS],
  ingress: [INGRESS],
}
const ALL = [PARTICIPANT, ROOM, EGRESS, INGRESS]

/** The rules that it looks for. */
export const OPEN_RULES = ALL.flatMap(({ begins, ends }) => [...begins, ...ends])

/** What had begun and not ended at a record, as far as the log tells: read backwards from there. */
export async function openAt(
  look: LookBack,
  from: number,
  record: number,
  program: string | null,
): Promise<OpenThings> {
  const sorts = SORTS_OF[program ?? ''] ?? ALL
  const rules = sorts.flatMap(({ begins, ends }) => [...begins, ...ends])
  const { records, isPart } = await look.between(from, record, rules)
  const ended = new Map(sorts.map((sort) => [sort, new Set<string>()]))
  const open = new Map(sorts.map((sort) => [sort, new Map<string, string | null>()]))
  const rested: number[] = []
  for (const { record: at, rule, read } of records) {
    for (const sort of sorts) {
      const isBeginning = isNamed(sort.begins, rule)
      if (!isBeginning && !isNamed(sort.ends, rule)) continue
      const name = fieldOf(read, ...sort.names)
      if (name === null || ended.get(sort)?.has(name)) continue
      const room = fieldOf(read, 'room')
      if (!isBeginning) {
        if (!open.get(sort)?.has(name)) ended.get(sort)?.add(name)
      } else if (sort !== PARTICIPANT || room === null || !ended.get(ROOM)?.has(room)) {
        open.get(sort)?.set(name, room)
        rested.push(at)
      }
    }
  }
  const namesOf = (sort: Sort) => [...(open.get(sort)?.keys() ?? [])]
  const rooms = [...(open.get(PARTICIPANT)?.values() ?? [])].filter((room) => room !== null)
  return {
    rooms: [...new Set(rooms)],
    participants: open.get(PARTICIPANT)?.size ?? 0,
    egresses: namesOf(EGRESS),
    ingresses: namesOf(INGRESS),
    records: rested.reverse(),
    isPart,
  }
}
