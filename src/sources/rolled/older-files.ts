import type { ListedFile, LogFiles } from '../tail/log-files'
import { extensionOf, nameOf, rotationOf } from '../tail/rotated-files'

const COMPRESSED = /\.(?:gz|zst|bz2|xz)$/

export function isCompressedName(name: string): boolean {
  return COMPRESSED.test(name)
}

/** A rotation goes on while its files are listed: they are listed until two lists are the same. */
const MAX_LISTS = 200

/** A log, and the files among which it stands. */
export interface LogAt {
  readonly files: Pick<LogFiles, 'list' | 'keyOf'>
  readonly path: string
}

/** The files of a rolled log that stand beside it, the oldest first, and which file the log is. */
export interface RolledFiles {
  readonly older: readonly ListedFile[]
  /** null where there is no file of that name now. */
  readonly key: string | null
}

export async function listRolled({ files, path }: LogAt): Promise<RolledFiles> {
  let before = ''
  for (let lists = 0; ; lists++) {
    const rolled = await listOnce(files, path)
    const now = textOf(rolled)
    if (now === before || lists === MAX_LISTS) return rolled
    before = now
  }
}

/** How many files that rotation left stand beside a log, at a glance. */
export async function countOlder({ files, path }: LogAt): Promise<number> {
  return (await listOnce(files, path)).older.length
}

/** Whether these are the same files under the same names. */
export function isSameRolled(a: RolledFiles, b: RolledFiles): boolean {
  return textOf(a) === textOf(b)
}

function textOf({ older, key }: RolledFiles): string {
  return [`${key}`, ...older.map((file) => `${file.path} ${file.key}`)].join('\n')
}

async function listOnce(from: LogAt['files'], path: string): Promise<RolledFiles> {
  const key = await from.keyOf(path)
  const log = nameOf(path)
  const prefix = path.slice(0, path.length - extensionOf(log).length)
  const { files } = await from.list(prefix)
  const held = files.filter(({ size }) => size > 0)
  return { older: olderFirst(log, held, key), key }
}

/** While a file is compressed it stands beside what is made of it: the one that is whole counts. */
export function olderFirst(
  log: string,
  files: readonly ListedFile[],
  key: string | null,
): readonly ListedFile[] {
  const byName = new Map(files.map((file) => [nameOf(file.path), file]))
  const rotated: Rotated[] = []
  for (const [name, file] of byName) {
    const whole = name.replace(COMPRESSED, '')
    const rotation = rotationOf(whole, log)
    if (rotation === null || (whole !== name && byName.has(whole))) continue
    rotated.push({ file, rotation })
  }
  const sorted = inOrder(rotated).map(({ file }) => file)
  // One that was the log until a moment ago, or that the name of the log only points at.
  const own = sorted.findIndex((file) => file.key === key)
  return own < 0 ? sorted : sorted.slice(0, own)
}

interface Rotated {
  readonly file: ListedFile
  readonly rotation: string
}

/**
 * By their names, for the times of files that were copied say when that was: of numbers the highest
 * is the oldest, of dates the first. Where rotation has changed its ways, the times decide which
 * come first.
 */
function inOrder(rotated: readonly Rotated[]): readonly Rotated[] {
  const numbered = rotated
    .filter(({ rotation }) => isNumber(rotation))
    .sort((a, b) => Number(b.rotation.slice(1)) - Number(a.rotation.slice(1)))
  const dated = rotated
    .filter(({ rotation }) => !isNumber(rotation))
    .sort((a, b) => compareDates(a.rotation, b.rotation))
  return latestOf(dated) <= latestOf(numbered) ? [...dated, ...numbered] : [...numbered, ...dated]
}

/** Made when there are two to compare: that takes longer than to open a log. */
let byDate: Intl.Collator | null = null

function compareDates(a: string, b: string): number {
  byDate ??= new Intl.Collator('en', { numeric: true })
  return byDate.compare(a, b)
}

/** A date has more digits, and so have seconds since 1970. */
function isNumber(rotation: string): boolean {
  return /^[._-]\d{1,5}$/.test(rotation)
}

function latestOf(rotated: readonly Rotated[]): bigint {
  return rotated.reduce(
    (latest, { file }) => (file.modifiedTimeNs > latest ? file.modifiedTimeNs : latest),
    0n,
  )
}
