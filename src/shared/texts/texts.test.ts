import { expect, test } from 'vitest'

import { en } from './en'
import { ru } from './ru'

interface Tree {
  readonly [key: string]: string | Tree
}

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  )
}

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\{\s*(?<name>\w+)/gu)]
    .map(({ groups }) => groups?.['name'] ?? '')
    .sort()
}

const english = new Map(leaves(en))

test('every Russian text has the placeholders of its English one', () => {
  const wrong = leaves(ru).filter(([path, text]) => {
    const source = english.get(path) ?? english.get(path.replace(/_(?:few|many)$/u, '_other'))
    return String(placeholders(source ?? '')) !== String(placeholders(text))
  })
  expect(wrong).toEqual([])
})

test('no text is empty or ends in a blank', () => {
  expect(
    [...english, ...leaves(ru)].filter(([, text]) => text === '' || text !== text.trim()),
  ).toEqual([])
})
