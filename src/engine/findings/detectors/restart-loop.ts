import type { RestartLoop } from '#shared/finding'
import type { Milliseconds } from '#shared/record'

import type { ReadRecord } from '../../record-reader'
import type { Detector, Found, Seen } from '../detector'
import { isNamed } from '../interests'
import {
  BEGINNINGS,
  FAULTY_EXITS,
  LAST_LINES,
  OTHER_EXITS,
  PANICS,
  ofContainer,
  SAME_END_SECONDS,
  STARTS,
  STOP_SIGNALS,
} from '../lives'
import { Trail } from '../trail'

const EXITS = [...FAULTY_EXITS, ...OTHER_EXITS]
const ENDS = [...LAST_LINES, ...PANICS, ...EXITS]

/** Docker waits up to a minute before it starts a container again, Kubernetes up to five. */
const MAX_GAP_SECONDS = 600

/** So often makes a loop: one that still goes on, one that came to rest, one that says nothing. */
const LEAST_GOING_ON = 3
const LEAST_OVER = 5
const LEAST_SILENT = 4

/** Several instances that are started together are no loop. */
const LEAST_SILENT_SECONDS = 5

const MAX_LOOPS = 10

/** Ends, or starts, of one program that follow each other. */
interface Chain {
  readonly program: string | null
  readonly rule: string
  readonly message: string | null
  readonly trail: Trail
  times: number
  /** Every start of it came after a signal to stop the one before. */
  isBySignal: boolean
  runningSince: Milliseconds | null
  isRunning: boolean
}

/** The same last line again and again, or one start after the other. */
export class RestartLoops implements Detector {
  readonly rules = [...ENDS, ...STARTS, ...BEGINNINGS, ...STOP_SIGNALS]
  readonly reads = EXITS
  /** By rule and program for ends, by program for starts. */
  readonly #open = new Map<string, Chain>()
  readonly #over: Chain[] = []
  /** Programs that have begun and are neither up nor at their end. */
  readonly #beginning = new Set<string>()
  readonly #stopped = new Set<string>()
  #lastEnd: { readonly rule: string; readonly chain: Chain } | null = null

  take(seen: Seen, read: ReadRecord | null): void {
    if (isNamed(ENDS, seen.rule)) this.#takeEnd(read ? { ...seen, ...ofContainer(read) } : seen)
    else if (isNamed(STOP_SIGNALS, seen.rule)) this.#stopped.add(seen.program)
    else {
      this.#lastEnd = null
      if (isNamed(STARTS, seen.rule)) this.#takeStart(seen)
      else this.#beginning.add(seen.program)
    }
  }

  findings(): readonly Found[] {
    return [...this.#over, ...this.#open.values()]
      .filter(isLoop)
      .sort((a, b) => b.times - a.times)
      .slice(0, MAX_LOOPS)
      .map(foundOf)
  }

  #takeEnd(seen: Seen): void {
    // A panic and the word of Compose about it are one end.
    const last = this.#lastEnd
    if (last && last.rule !== seen.rule) {
      const seconds = last.chain.trail.secondsTo(seen.time)
      if (seconds === null || seconds <= SAME_END_SECONDS) {
        last.chain.trail.add(seen)
        return
      }
    }
    const program = this.#programOf(seen)
    // An end that says why is no silent one.
    if (program === null) this.#closeAll()
    else this.#close(`start ${program}`)
    const chain = this.#continue(`${seen.rule} ${program}`, seen, program)
    chain.isRunning = false
    chain.runningSince = null
    this.#lastEnd = { rule: seen.rule, chain }
  }

  #takeStart(seen: Seen): void {
    const { program, time } = seen
    this.#beginning.delete(program)
    for (const chain of this.#open.values()) {
      if (chain.isRunning || (chain.program ?? program) !== program) continue
      chain.isRunning = true
      chain.runningSince = time
    }
    const key = `start ${program}`
    const chain = this.#continue(key, seen, program)
    chain.isRunning = true
    const wasStopped = this.#stopped.delete(program)
    if (chain.times > 1 && !wasStopped) chain.isBySignal = false
  }

  /** The one that this record goes on with, or a new one. */
  #continue(key: string, seen: Seen, program: string | null): Chain {
    const known = this.#open.get(key)
    const gap = known?.trail.secondsTo(seen.time) ?? 0
    if (known && gap <= MAX_GAP_SECONDS && gap >= -MAX_GAP_SECONDS) {
      known.times++
      known.trail.add(seen)
      return known
    }
    if (known) this.#close(key)
    const isStart = key.startsWith('start ')
    const { rule, message } = seen
    const chain: Chain = {
      program,
      rule,
      message: isStart ? null : message,
      trail: new Trail(),
      times: 1,
      isBySignal: true,
      runningSince: null,
      isRunning: false,
    }
    chain.trail.add(seen)
    this.#open.set(key, chain)
    return chain
  }

  #closeAll(): void {
    for (const key of [...this.#open.keys()]) if (key.startsWith('start ')) this.#close(key)
  }

  #close(key: string): void {
    const chain = this.#open.get(key)
    this.#open.delete(key)
    if (!chain || !isLoop(chain)) return
    this.#over.push(chain)
    if (this.#over.length > MAX_LOOPS) {
      this.#over.sort((a, b) => b.times - a.times)
      this.#over.pop()
    }
  }

  /** A bare last line names no program: it is that of the only one which has just begun. */
  #programOf({ program }: Seen): string | null {
    if (program !== '') return program
    const [first = null, ...others] = this.#beginning
    this.#beginning.clear()
    return others.length === 0 ? first : null
  }
}

function isLoop({ message, isRunning, times, trail }: Chain): boolean {
  if (message !== null) return times >= (isRunning ? LEAST_OVER : LEAST_GOING_ON)
  const average = averageOf(times, trail)
  return times >= LEAST_SILENT && average !== null && average >= LEAST_SILENT_SECONDS
}

function averageOf(times: number, { firstTime, lastTime }: Trail): number | null {
  return firstTime === null || lastTime === null
    ? null
    : (lastTime - firstTime) / 1000 / (times - 1)
}

function foundOf(chain: Chain): Found {
  const { program, times, trail, message, isBySignal, runningSince } = chain
  const facts: RestartLoop = {
    kind: 'restart-loop',
    program,
    times,
    averageSeconds: averageOf(times, trail),
    end: message !== null ? 'last-line' : isBySignal ? 'signal' : 'nothing',
    message,
    runningSince,
  }
  const key = `${message === null ? 'start' : chain.rule}:${trail.place.firstRecord}`
  return { key, category: 'problem', facts, ...trail.span }
}
