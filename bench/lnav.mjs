// lnav beside Logsieve: as it comes, when LiveKit's lines are plain text to it, and with the formats of
// bench/lnav, by which it knows their times, levels and messages (to look at a log that way: lnav -I bench/lnav LOG).
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

const FORMATS = join(import.meta.dirname, 'lnav')

/** The formats are tables of lnav's, too. It takes one of them for each log, by its first lines. */
const TABLES = ['livekit_log', 'livekit_console_log']

export class Lnav {
  #environment

  /** @param {string} home an empty folder, so that nobody's own settings and formats count */
  constructor(home) {
    mkdirSync(home, { recursive: true })
    this.#environment = { ...process.env, HOME: home, XDG_CONFIG_HOME: home }
  }

  get isThere() {
    return this.#run(['-V']) !== null
  }

  /**
   * Seconds until a log was read.
   * @param {string} log
   */
  asItComes(log) {
    return this.#secondsOf(['-n', '-q', log])
  }

  /** @param {string} log */
  withFormats(log) {
    return this.#secondsOf(['-n', '-q', '-I', FORMATS, log])
  }

  /**
   * How many records it read by our formats: lines of another form are left out.
   * @param {string} log
   */
  recordsKnown(log) {
    const counts = TABLES.map((table) => {
      const question = `;SELECT count(*) FROM ${table} WHERE log_level <> 'invalid'`
      const answer = this.#run([
        '-n',
        '-q',
        '-I',
        FORMATS,
        '-c',
        question,
        '-c',
        ':write-csv-to -',
        log,
      ])
      return Number(answer?.trim().split('\n').at(-1))
    })
    return counts.reduce((sum, count) => sum + (count || 0), 0)
  }

  /** @param {string[]} args */
  #secondsOf(args) {
    const start = process.hrtime.bigint()
    const output = this.#run(args)
    return output === null ? null : Number(process.hrtime.bigint() - start) / 1e9
  }

  /** @param {string[]} args */
  #run(args) {
    const { error, stdout } = spawnSync('lnav', args, {
      env: this.#environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1e9,
    })
    return error ? null : stdout
  }
}
