import { openSource } from '#sources/open-source'
import type { Source } from '#sources/source'

import { Failure, openFailure } from './failure'

/** Opens a SOURCE, waits until all that is there can be read, and disposes of it in every case. */
export async function withSource<T>(
  argument: string,
  { waits }: { readonly waits: boolean },
  use: (source: Source) => Promise<T>,
): Promise<T> {
  const opened = await openSource(argument, {
    workingDirectory: process.cwd(),
    stdin: process.stdin,
    follows: !waits,
  })
  if (!opened.ok) throw openFailure(opened.place, opened.code, opened.detail)
  const { source } = opened
  try {
    if (waits) {
      const caughtUp = await source.caughtUp
      if (!caughtUp.ok)
        throw new Failure(`${source.place}: it could not be read (${caughtUp.detail})`)
    }
    return await use(source)
  } finally {
    await source.dispose()
  }
}
