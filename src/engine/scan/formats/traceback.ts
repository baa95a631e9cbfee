const START = 'Traceback (most recent call last):'

/**
 * What Python prints behind a log record of an exception, as far as it stands at the beginning of a
 * line: the frames between are indented.
 */
const TRACEBACK =
  /^(?:Traceback \(most recent call last\):|During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:|[A-Za-z_][\w.]*(?:Error|Exception|Exit|Interrupt|Timeout|Warning)(?:: .*)?)$/s

export function beginsTraceback(text: string): boolean {
  return text.startsWith(START)
}

export function isTraceback(text: string): boolean {
  return TRACEBACK.test(text)
}
