/*
 * What nobody looks at while a test runs, and what must stay silent: stderr of the app, errors of
 * the page and refusals of the content security policy.
 */

/**
 * Chromium's own C++ speaks of the machine (no D-Bus, no GPU, no sound, a busy compositor). What
 * concerns our page comes as `CONSOLE`, and what concerns main without this head.
 */
const CHROMIUM = /^\[\d+:\d+\/[\d.]+:(?:ERROR|WARNING|INFO):[\w./-]+\.(?:cc|mm)(?:\(\d+\)|:\d+)\] ?/
/** What `--inspect` says, with which Playwright starts the app. */
const INSPECTOR =
  /^(?:Debugger |DevTools listening|Waiting for the debugger to disconnect|For help, see: https:\/\/nodejs\.org)/

function isOfTheMachine(line: string): boolean {
  return line.trim() === '' || INSPECTOR.test(line) || CHROMIUM.test(line)
}

export class Witness {
  readonly #faults: string[] = []
  readonly #allowed: RegExp[] = []
  #rest = ''

  /** Says beforehand what a test provokes. */
  allow(...patterns: readonly RegExp[]): void {
    this.#allowed.push(...patterns)
  }

  hearStderr(chunk: string): void {
    const lines = `${this.#rest}${chunk}`.split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) if (!isOfTheMachine(line)) this.#faults.push(`stderr: ${line}`)
  }

  hearPage(kind: string, text: string): void {
    this.#faults.push(`${kind}: ${text}`)
  }

  /** Everything that was heard, also what is allowed. */
  get heard(): readonly string[] {
    return this.#faults
  }

  /** What nobody has foreseen. */
  get faults(): readonly string[] {
    return this.#faults.filter((fault) => !this.#allowed.some((pattern) => pattern.test(fault)))
  }
}
