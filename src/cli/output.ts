import { once } from 'node:events'

/** Prints lines, as fast as the reader of the pipe takes them. */
export async function print(lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return
  if (!process.stdout.write(`${lines.join('\n')}\n`)) await once(process.stdout, 'drain')
}

/** A reader that has enough (`| head`) ends the program; that is no failure. */
export function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1)
  })
}
