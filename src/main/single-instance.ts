import { dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { app } from 'electron'
import { z } from 'zod'

import { reasonOf } from '#shared/reason-of'

import { HandedInput, isHandedInput } from './handed-input'
import { warn } from './log'

/** What a second instance says of itself. Another program can say it too, so it is checked like any input. */
const secondInstanceSchema = z.strictObject({
  argv: z.array(z.string().max(10_000)).max(1000),
  workingDirectory: z.string().max(10_000),
  /** Where its standard input can be taken over. */
  input: z.string().max(10_000).refine(isHandedInput).nullable(),
})

export type SecondInstance = z.output<typeof secondInstanceSchema>

/**
 * True in the first instance of a profile. A second one hands over its command line, and its
 * standard input where that is given, and ends. It gives its own words: in those that Chromium hands
 * over, switches are added and the order is changed.
 */
export function isFirstInstance(
  input: Readable | null,
  onSecond: (second: SecondInstance) => void,
): boolean {
  const handed = input === null ? null : new HandedInput()
  const own: SecondInstance = {
    argv: process.argv,
    workingDirectory: process.cwd(),
    input: handed?.address ?? null,
  }
  if (!app.requestSingleInstanceLock(own)) {
    void endAfter(input, handed)
    return false
  }
  handed?.close()
  app.on('second-instance', (_event, _argv, _workingDirectory, data) => {
    const second = secondInstanceSchema.safeParse(data)
    if (second.success) onSecond(second.data)
    else warn('a second instance sent what cannot be read')
  })
  return true
}

async function endAfter(input: Readable | null, handed: HandedInput | null): Promise<void> {
  if (input === null || handed === null) {
    app.quit()
    return
  }
  // It has no window and shall leave the profile of the first instance alone.
  app.setPath('sessionData', dirname(handed.address))
  try {
    await handed.handOver(input)
    app.quit()
  } catch (error) {
    // The window was closed, and nobody wants the rest.
    if (hasClosed(error)) app.quit()
    else {
      warn(reasonOf(error))
      app.exit(1)
    }
  }
}

function hasClosed(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'EPIPE' || code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE'
}
