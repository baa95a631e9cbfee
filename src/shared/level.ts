/** Levels as the programs write them, least urgent first. */
export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const

export type Level = (typeof LEVELS)[number]

const SPELLINGS: ReadonlyMap<string, Level> = new Map([
  ...LEVELS.map((level) => [level, level] as const),
  // Traefik v3 writes three letters; Python and coturn write whole words; zap has levels above error.
  ['trc', 'trace'],
  ['dbg', 'debug'],
  ['inf', 'info'],
  ['notice', 'info'],
  ['wrn', 'warn'],
  ['warning', 'warn'],
  ['err', 'error'],
  ['dpanic', 'error'],
  ['ftl', 'fatal'],
  ['panic', 'fatal'],
  ['pnc', 'fatal'],
  ['critical', 'fatal'],
  // Syslog, Java, .NET, PostgreSQL.
  ['crit', 'fatal'],
  ['alert', 'fatal'],
  ['emerg', 'fatal'],
  ['severe', 'error'],
  ['information', 'info'],
  ['log', 'info'],
  ['verbose', 'debug'],
  ['fine', 'debug'],
  ['finer', 'trace'],
  ['finest', 'trace'],
])

/** The level that a program means by `word` in any spelling and case, or null. */
export function levelOf(word: string): Level | null {
  return SPELLINGS.get(word) ?? SPELLINGS.get(word.toLowerCase()) ?? null
}
