import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { visibleString, visibleText } from './visible-text'

describe('visibleString', () => {
  test.each([
    ['plain text, кириллица, 日本語 and 🎉', 'plain text, кириллица, 日本語 and 🎉'],
    ['a tab\tstays', 'a tab\tstays'],
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b[1;38;2;255;0;0mred\u001b[m', 'red'],
    ['\u001b]0;title\u0007', '␛]0;title␇'],
    ['\u001b[2Jgone', '␛[2Jgone'],
    ['over\rwritten', 'over␍written'],
    ['two\nlines', 'two␊lines'],
    ['\u0000\u007f\u0085', '␀␡⟦U+0085⟧'],
    ['user\u202Egnp.exe', 'user⟦U+202E⟧gnp.exe'],
    ['a\u200Bb\uFEFFc\u00ADd\u2066e\u061C', 'a⟦U+200B⟧b⟦U+FEFF⟧c⟦U+00AD⟧d⟦U+2066⟧e⟦U+061C⟧'],
    ['\u{E0041}', '⟦U+E0041⟧'],
    ['\ud800 alone', '⟦U+D800⟧ alone'],
    ['', ''],
  ])('%j is shown as %j', (text, shown) => {
    expect(visibleString(text)).toBe(shown)
  })

  test('nothing that acts is left, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleString(text).replaceAll('\t', '')).not.toMatch(
          /[\p{Cc}\p{Bidi_Control}\p{Cs}]/u,
        )
      }),
      { examples: [['\u001b\u202e\u2067']] },
    )
  })
})

describe('visibleText', () => {
  test('tells marks from text', () => {
    expect(visibleText('a\u0001b')).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'mark', text: '␁' },
      { kind: 'text', text: 'b' },
    ])
  })

  test('keeps line ends where asked, and takes CRLF for one', () => {
    expect(visibleText('a\r\nb\nc\rd', true)).toEqual([
      { kind: 'text', text: 'a\nb\nc' },
      { kind: 'mark', text: '␍' },
      { kind: 'text', text: 'd' },
    ])
  })
})
