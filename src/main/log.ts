import { displayText } from './display-text'

/** One line on stderr. What comes from outside is made harmless: a terminal acts on control characters. */
export function warn(message: string): void {
  process.stderr.write(`logsieve: ${displayText(message, 2000)}\n`)
}
