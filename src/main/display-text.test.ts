import { expect, test } from 'vitest'

import { displayText } from './display-text'

test.each([
  ['ingress.log', 'ingress.log'],
  ['журнал 😀.log', 'журнал 😀.log'],
  ['a\u001b]0;evil\u0007\r\nb\u007f', 'a␛]0;evil␇␍␊b␡'],
  ['\u202egol.exe', '<U+202E>gol.exe'],
  ['a\u200bb\u00adc\ufeff', 'a<U+200B>b<U+00AD>c<U+FEFF>'],
  ['a\u009bb', 'a<U+009B>b'],
])('%j', (text, shown) => {
  expect(displayText(text)).toBe(shown)
})

test('a long name loses its middle, and no character is cut', () => {
  expect(displayText(`${'😀'.repeat(50)}.log`, 11)).toBe('😀😀😀😀😀…😀.log')
})
