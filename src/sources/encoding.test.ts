import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

import { guessEncoding, type EncodingGuess } from './encoding'

const LINE = '2026-11-22T10:00:00.000Z\tINFO\tstarting server\t{"room": "Урок 5"}\r\n'

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

function guess(
  encoding: EncodingGuess['encoding'],
  bomBytes = 0,
  looksBinary = false,
): EncodingGuess {
  return { encoding, bomBytes, looksBinary }
}

test.each<[string, Buffer, EncodingGuess]>([
  ['nothing', Buffer.alloc(0), guess('utf-8')],
  ['ASCII', Buffer.from('hello\n'), guess('utf-8')],
  ['Russian in UTF-8', Buffer.from('Ошибка: нет места\n'), guess('utf-8')],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${LINE}`), guess('utf-8', 3)],
  ['UTF-16 LE with a mark', Buffer.from(`\ufeff${LINE}`, 'utf16le'), guess('utf-16le', 2)],
  ['UTF-16 BE with a mark', utf16be(`\ufeff${LINE}`), guess('utf-16be', 2)],
  ['UTF-16 LE', Buffer.from(LINE, 'utf16le'), guess('utf-16le')],
  ['UTF-16 BE', utf16be(LINE), guess('utf-16be')],
  ['a unit cut at the end', Buffer.from(LINE, 'utf16le').subarray(0, -1), guess('utf-16le')],
  ['Latin-1', Buffer.from('Größe übergröß\n', 'latin1'), guess('utf-8')],
  ['colours of a terminal', Buffer.from('\u001b[31mERROR\u001b[0m failed\n'), guess('utf-8')],
  ['one NUL in a log', Buffer.from(`${LINE}\0${LINE}`), guess('utf-8')],
  [
    'a hole that a truncation left',
    Buffer.concat([Buffer.alloc(9000), Buffer.from(LINE)]),
    guess('utf-8'),
  ],
  ['nothing but NUL', Buffer.alloc(9000), guess('utf-8')],
  [
    'gzip',
    gzipSync(Array.from({ length: 999 }, (_, i) => `${i * 7919}`).join()),
    guess('utf-8', 0, true),
  ],
  [
    'small numbers of 16 bits',
    Buffer.from(Uint16Array.from({ length: 500 }, (_, i) => i % 90).buffer),
    guess('utf-8', 0, true),
  ],
])('%s', (_name, sample, expected) => {
  expect(guessEncoding(sample)).toEqual(expected)
})
