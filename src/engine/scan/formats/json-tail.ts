import type { Field } from '#shared/record'

import { lazily } from '../head'
import { parseObject } from '../json'
import { findTail } from './zap-console'

const NO_FIELDS: readonly Field[] = []

/** A line of any program with the fields in JSON at its end cut off. */
export function cutJsonTail(text: string): { body: string; fields: () => readonly Field[] } {
  const tail = text.endsWith('}') ? findTail(text) : null
  if (tail === null || tail === 0) return { body: text, fields: () => NO_FIELDS }
  return {
    body: text.slice(0, tail).trimEnd(),
    fields: lazily(() => parseObject(text, tail).fields),
  }
}
