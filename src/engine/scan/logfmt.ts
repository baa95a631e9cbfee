import type { Field } from '#shared/record'

import { unescapeText } from './json'

/** The look-behind keeps a long word that is no name from being tried at each of its letters. */
const PAIR = /(?<![\w.@/-])([\w.@/-]+)=(?:"([^"\\]*(?:\\.[^"\\]*)*)"|(\S*))/gs

/** The `key=value key="quoted value"` pairs of logrus and zerolog, in order. */
export function parseLogfmt(text: string): readonly Field[] {
  const fields: Field[] = []
  for (const [, name = '', quoted, bare = ''] of text.matchAll(PAIR)) {
    fields.push({
      name,
      value: { kind: 'text', value: quoted === undefined ? bare : unescapeText(quoted) },
    })
  }
  return fields
}
