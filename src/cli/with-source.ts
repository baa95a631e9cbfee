import { harmless } from '#shared/acting-characters'
import { openSource } from '#sources/open-source'
import type { Source } from '#sources/source'

import { entryWanted, Failure, openFailure } from './failure'

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
    asksOnTerminal: true,
  })
  if (!opened.ok && opened.code === 'pick-entry') throw entryWanted(opened)
  if (!opened.ok) throw openFailure(opened.place, opened.code, opened.detail)
  const { source } = opened
  try {
    if (waits) {
      const caughtUp = await source.caughtUp
      if (!caughtUp.ok && !caughtUp.isPartial)
        throw new Failure(`${source.place}: it could not be read (${caughtUp.detail})`)
      if (!caughtUp.ok) tellIncomplete(source, caughtUp.detail)
    }
    return await use(source)
  } finally {
    await source.dispose()
  }
}

/** What could be read is printed, and the exit code says that it is not all. */
function tellIncomplete({ place }: Source, detail: string): void {
  console.error(`logsieve: ${place}: ${harmless(detail)}; what could be read of it is used`)
  process.exitCode = 1
}
