import fc from 'fast-check'

/*
 * Texts as messages hold them: names of people, rooms and tracks, numbers, quoted texts, paths, and what
 * stands close to each of these.
 */

const NAMES = [
  'a1_b2',
  'abc_1def',
  'x7f_abc',
  'PA_x3kLmN9q',
  'TR_AMSabcdef',
  'ABCDE_abcdefg',
  'AB_abcde',
  'abcdefabcdef',
  'abcdefabcdeg',
  '0123456789ab',
  'deadbeef-0123-4567-89ab-0123456789ab',
  'deadbeef-0123-4567-89ab-0123456789abc',
  'DEADBEEF-0123-4567-89AB-0123456789AB',
  '0x1f',
  '0x1fz9',
  '5x1f',
  '12ms',
  '1h2m3.5s',
  '1.5µs',
  '5m3',
  '7µ',
  '192.0.2.1:5000',
  '2026-11-22T10:33:19Z',
  '2026-11-22T10:33:19Zx',
  '10.0.0.1,',
  'mp4',
  'h264',
  'v1.2.3',
  '12345abc',
  'abc12345',
  '_123',
  '_12T34Z',
  'alice',
  'Иван',
  'Мария_2',
  'alice.smith@example.org',
  'anna-2@example.org',
  'room-12/track',
  '/var/log/a1.log',
  'naïve1',
  '"quoted"',
  '"two words"',
  '"a \\" b"',
  '"',
  '\\',
  '\u2028',
  '\ufffd',
  '\u00a0',
  '\u3000',
  '😀',
  'key=value',
  'key="a b"',
  "'it'",
  '(x)',
  '`version`',
]

const LETTERS = Array.from('059afgzAFGZ_µé"\\ .:,/T-Zxhmnsu=0x')

const name = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NAMES) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 16 })
      .map((letters) => letters.join('')),
  },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-f0-9_-]{1,20}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Z]{2,4}_[A-Za-z0-9]{4,8}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[\d.:hmsT-]{1,10}$/) },
)

/** A name, or more of them in one. */
export const anyName = fc.oneof(
  { weight: 4, arbitrary: name },
  {
    weight: 1,
    arbitrary: fc.array(name, { minLength: 2, maxLength: 3 }).map((parts) => parts.join('')),
  },
)

export const anyText = fc
  .array(fc.tuple(anyName, fc.constantFrom(' ', ' ', '', '  ', ': ')), { maxLength: 12 })
  .map((parts) => parts.flat().join(''))
