import { expect, test } from 'vitest'

import type { Field } from '#shared/record'

import { moveInTree, visibleNodes } from './tree'

const FIELDS: readonly Field[] = [
  { name: 'room', value: { kind: 'text', value: 'lesson' } },
  {
    name: 'ips',
    value: {
      kind: 'list',
      items: [
        { kind: 'text', value: '192.0.2.1' },
        { kind: 'object', fields: [{ name: 'port', value: { kind: 'number', value: '1' } }] },
      ],
    },
  },
  // A key may occur twice, and both are shown.
  { name: 'room', value: { kind: 'literal', value: 'null' } },
]

function paths(expanded: readonly string[]): readonly string[] {
  return visibleNodes(FIELDS, new Set(expanded)).map(({ path, name }) => `${path} ${name}`)
}

test('children show where their parent is open', () => {
  expect(paths([])).toEqual(['0 room', '1 ips', '2 room'])
  expect(paths(['1', '1.1'])).toEqual(['0 room', '1 ips', '1.0 0', '1.1 1', '1.1.0 port', '2 room'])
})

test.each([
  ['0', 'ArrowDown', { kind: 'go', to: '1' }],
  ['0', 'ArrowUp', null],
  ['2', 'Home', { kind: 'go', to: '0' }],
  ['0', 'End', { kind: 'go', to: '2' }],
  ['0', 'ArrowRight', null],
  ['1', 'ArrowRight', { kind: 'go', to: '1.0' }],
  ['1.1', 'ArrowRight', { kind: 'toggle', path: '1.1' }],
  ['1', 'ArrowLeft', { kind: 'toggle', path: '1' }],
  ['1.0', 'ArrowLeft', { kind: 'go', to: '1' }],
  ['1', 'Enter', { kind: 'toggle', path: '1' }],
  ['0', ' ', null],
])('at %s the key %s', (active, key, move) => {
  expect(moveInTree(visibleNodes(FIELDS, new Set(['1'])), active, key)).toEqual(move)
})
