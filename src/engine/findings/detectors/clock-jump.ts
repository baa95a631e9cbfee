import type { ClockJump } from '#shared/finding'

import type { Detector, Found } from '../detector'
import { Trail } from '../trail'

/** Lines of one program that several threads write are out of order by less. */
const LEAST_BACK_SECONDS = 60

/** A program that is silent for so long and then far ahead of the others. */
const LEAST_FORWARD_SECONDS = 300

/** Programs whose times are no further apart go by the same clock. */
const IN_STEP_SECONDS = 60

/** What the others must lag behind, so that it is no late line. */
const LEAST_LAG_SECONDS = 120

const MAX_PROGRAMS = 1000

interface Place {
  readonly record: number
  readonly second: number
}

/** Where a program wrote last: changed with every line of it. */
interface LastPlace {
  record: number
  second: number
}

interface Jumps {
  count: number
  seconds: number
  readonly trail: Trail
}

/** A program that may have jumped ahead: the next line of another one tells. */
interface Suspicion {
  readonly program: string
  readonly before: Place
  readonly after: Place
  readonly witnesses: ReadonlySet<string>
}

/** Times of a program that go back, or ahead of those of the others, against the order of its lines. */
export class ClockJumps implements Detector {
  readonly rules = []
  readonly #last = new Map<string, LastPlace>()
  readonly #back = new Map<string, Jumps>()
  readonly #forward = new Map<string, Jumps>()
  #suspicion: Suspicion | null = null

  readonly takeTime = (record: number, program: string, second: number): void => {
    const last = this.#last.get(program)
    if (last === undefined && this.#last.size >= MAX_PROGRAMS) return
    if (this.#suspicion) this.#hear(program, second)
    if (last === undefined) {
      this.#last.set(program, { record, second })
      return
    }
    const step = second - last.second
    if (step <= -LEAST_BACK_SECONDS) note(this.#back, program, last, { record, second })
    else if (step >= LEAST_FORWARD_SECONDS) this.#suspect(program, { ...last }, { record, second })
    last.record = record
    last.second = second
  }

  findings(): readonly Found[] {
    return [
      ...[...this.#back].map(([program, jumps]) => foundOf(program, 'back', jumps)),
      ...[...this.#forward].map(([program, jumps]) => foundOf(program, 'forward', jumps)),
    ]
  }

  #suspect(program: string, before: Place, after: Place): void {
    const witnesses = [...this.#last].filter(
      ([other, { second }]) =>
        other !== program && Math.abs(second - before.second) <= IN_STEP_SECONDS,
    )
    if (witnesses.length === 0) return
    this.#suspicion = {
      program,
      before,
      after,
      witnesses: new Set(witnesses.map(([other]) => other)),
    }
  }

  #hear(program: string, second: number): void {
    const suspicion = this.#suspicion
    if (!suspicion) return
    const isOwn = program === suspicion.program
    if (!isOwn && !suspicion.witnesses.has(program)) return
    const isBehind = suspicion.after.second - second >= LEAST_LAG_SECONDS
    // It goes on by its new times; the others have still to say theirs.
    if (isOwn && !isBehind) return
    if (!isOwn && isBehind)
      note(this.#forward, suspicion.program, suspicion.before, suspicion.after)
    this.#suspicion = null
  }
}

function note(jumps: Map<string, Jumps>, program: string, before: Place, after: Place): void {
  const known = jumps.get(program) ?? { count: 0, seconds: 0, trail: new Trail() }
  jumps.set(program, known)
  known.count++
  known.seconds = Math.max(known.seconds, Math.abs(after.second - before.second))
  for (const { record, second } of [before, after]) {
    // The record after one jump can be the one before the next.
    if (known.trail.records.at(-1) !== record) known.trail.add({ record, time: second * 1000 })
  }
}

function foundOf(program: string, direction: ClockJump['direction'], jumps: Jumps): Found {
  const { count, seconds, trail } = jumps
  const facts: ClockJump = {
    kind: 'clock-jump',
    program: program === '' ? null : program,
    direction,
    jumps: count,
    seconds,
  }
  return { key: `${direction}:${program}`, category: 'advice', facts, ...trail.span }
}
