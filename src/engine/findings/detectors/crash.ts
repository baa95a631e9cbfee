import type { Crash } from '#shared/finding'
import type { Milliseconds } from '#shared/record'

import type { ReadRecord } from '../../record-reader'
import type { Detector, Found, Seen } from '../detector'
import { isOfHandlerStack } from '../../scan/handler-stack'
import { isNamed } from '../interests'
import { FAULTY_EXITS, ofContainer, PANICS, SAME_END_SECONDS, STARTS } from '../lives'
import type { LookBack } from '../look-back'
import { openAt, type OpenThings } from '../open-things'
import { Trail } from '../trail'

const SIGNALS = ['runtime.signal'] as const
const ENDS = [...PANICS, ...SIGNALS, ...FAULTY_EXITS]

/** The newest ones are told. */
const MAX_CRASHES = 3
const MAX_REMEMBERED = 20

/** One that follows so soon, with nothing open, is the same trouble: the loop tells it. */
const MAX_GAP_SECONDS = 600

interface Ended {
  readonly rule: string
  readonly program: string | null
  readonly message: string
  readonly record: number
  readonly trail: Trail
  /** Where its program had started. */
  readonly startedAt: number
  backAt: Milliseconds | null
  open: OpenThings | null
  /** Soon after another one of the same sort. */
  readonly isNext: boolean
}

/** Programs that ended by a fault, and what was open at that moment. */
export class Crashes implements Detector {
  readonly rules = [...ENDS, ...STARTS]
  readonly reads = ENDS
  readonly #starts = new Map<string, number>()
  readonly #crashes: Ended[] = []

  take(seen: Seen, read: ReadRecord | null): void {
    if (isNamed(STARTS, seen.rule)) this.#takeStart(seen)
    else this.#takeEnd(seen, read)
  }

  async findings(look: LookBack): Promise<readonly Found[]> {
    for (const crash of this.#crashes) {
      crash.open ??= await openAt(look, crash.startedAt, crash.record, crash.program)
    }
    return (
      this.#crashes
        .filter((crash) => !isRepeated(crash))
        // Of one record alone its rule says as much.
        .filter(({ open, trail }) => trail.records.length + (open?.records.length ?? 0) > 1)
        .slice(-MAX_CRASHES)
        .map(foundOf)
    )
  }

  #takeStart({ program, record, time }: Seen): void {
    this.#starts.set(program, record)
    for (const crash of this.#crashes) {
      if (crash.program === program && crash.backAt === null) {
        crash.backAt = time
        crash.trail.add({ record, time })
      }
    }
  }

  #takeEnd(seen: Seen, read: ReadRecord | null): void {
    // The process of one recording or stream: its rule says what that means.
    if (read && isOfHandlerStack(read.entry.head)) return
    const last = this.#crashes.at(-1)
    const isExit = isNamed(FAULTY_EXITS, seen.rule)
    const program = read && (isExit ? ofContainer(read).program : programOf(read))
    if (isExit && last?.backAt === null && !isNamed(FAULTY_EXITS, last.rule)) {
      const seconds = last.trail.secondsTo(seen.time)
      if (seconds === null || seconds <= SAME_END_SECONDS) {
        last.trail.add(seen)
        return
      }
    }
    const trail = new Trail()
    trail.add(seen)
    this.#crashes.push({
      rule: seen.rule,
      program,
      message: read?.entry.message.split('\n', 1)[0]?.slice(0, 160) ?? seen.message,
      record: seen.record,
      trail,
      startedAt: (program === null ? undefined : this.#starts.get(program)) ?? 0,
      backAt: null,
      open: null,
      isNext: last?.rule === seen.rule && (last.trail.secondsTo(seen.time) ?? 0) <= MAX_GAP_SECONDS,
    })
    if (this.#crashes.length > MAX_REMEMBERED) this.#crashes.shift()
  }
}

/** Soon after another one, and nothing had begun meanwhile: that is a loop, which tells of itself. */
function isRepeated({ isNext, open }: Ended): boolean {
  return isNext && open?.records.length === 0
}

function endOf(rule: string): Crash['end'] {
  if (rule === 'runtime.exit-killed') return 'killed'
  return isNamed(PANICS, rule) || rule === 'runtime.exit-panic' ? 'panic' : 'fault'
}

/** A stack names the program by its modules; failing that, Compose's prefix does. */
function programOf({ raw }: ReadRecord): string | null {
  const [, module] = /\bgithub\.com\/livekit\/(livekit-server|ingress|egress|sip)\b/.exec(raw) ?? []
  if (module !== undefined) return module === 'livekit-server' ? 'livekit' : module
  const [, service = null] = /^([\w.-]{1,60}?)(?:[-_]\d+)?\s*\| /.exec(raw) ?? []
  return service
}

function foundOf({ rule, program, message, trail, backAt, open, record }: Ended): Found {
  const { rooms = [], participants = 0, egresses = [], ingresses = [], isPart = false } = open ?? {}
  const end = endOf(rule)
  const facts: Crash = {
    kind: 'crash',
    program,
    end,
    message,
    rooms,
    participants,
    egresses,
    ingresses,
    isPart,
    backAt,
  }
  const records = [...new Set([...(open?.records ?? []), ...trail.records])].sort((a, b) => a - b)
  return { key: record, category: 'problem', facts, ...trail.span, evidence: { records } }
}
