import { app } from 'electron'
import { z } from 'zod'

import { warn } from './log'

/** What a second instance says of itself. Another program can say it too, so it is checked like any input. */
const secondInstanceSchema = z.strictObject({
  argv: z.array(z.string().max(10_000)).max(1000),
  workingDirectory: z.string().max(10_000),
})

export type SecondInstance = z.output<typeof secondInstanceSchema>

/**
 * True in the first instance of a profile. A second one hands over its command line and ends. It
 * gives its own words: in those that Chromium hands over, switches are added and the order is changed.
 */
export function isFirstInstance(onSecond: (second: SecondInstance) => void): boolean {
  const own: SecondInstance = { argv: process.argv, workingDirectory: process.cwd() }
  if (!app.requestSingleInstanceLock(own)) return false
  app.on('second-instance', (_event, _argv, _workingDirectory, data) => {
    const second = secondInstanceSchema.safeParse(data)
    if (second.success) onSecond(second.data)
    else warn('a second instance sent what cannot be read')
  })
  return true
}
