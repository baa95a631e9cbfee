import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { shapeOf } from './shape'
import { TemplateTable } from './template-table'

/** As people see it. */
function shown(text: string): string {
  return text.replaceAll('\0', '<*>')
}

function tableOf(messages: readonly string[], maxShapes?: number): TemplateTable {
  const table = new TemplateTable(maxShapes)
  for (const message of messages) table.add('', table.admit('', shapeOf(message)))
  return table
}

/** The templates of messages, each once, in the order of their first messages. */
function templatesOf(messages: readonly string[], maxShapes?: number): string[] {
  const table = tableOf(messages, maxShapes)
  const templates = messages.map((message) => {
    const { constants } = table.templateOf('', table.admit('', shapeOf(message)))
    return constants.join('<*>')
  })
  return [...new Set(templates)]
}

describe('a message without what surely changes', () => {
  test.each([
    ['dial tcp 192.0.2.7:6379: i/o timeout after 1m30.5s', 'dial tcp <*>: i/o timeout after <*>'],
    ['room RM_abc123def456 of PA_nLYe4c5SY7Vz', 'room <*> of <*>'],
    ['id 0c9f6575-cbf1-4c8a-a83e-feeb1d7b732a at 0xc0001730e0', 'id <*> at <*>'],
    ['commit 1f3a9c0d7be2 by "Ann \\"A\\" B"', 'commit <*> by "<*>"'],
    ['at 2026-11-20T17:33:05.123Z, 12 of 400', 'at <*>, <*> of <*>'],
    ['token V1StGXR8Z5jdHi6BmyT is used', 'token <*> is used'],
    ['using h264 and mp4 for worker12345', 'using h264 and mp4 for worker<*>'],
    ['use_external_ip is set', 'use_external_ip is set'],
    ['  the first line\nand another', 'the first line'],
    ['', ''],
    ['Пользователь 12 вошёл', 'Пользователь <*> вошёл'],
  ])('%s', (message, expected) => expect(shown(shapeOf(message))).toBe(expected))

  test('no more of it than tells statements apart', () => {
    expect(shapeOf('a '.repeat(1_000_000)).length).toBe(160)
  })
})

describe('messages of one statement', () => {
  const NAMES = ['ann', 'bob', 'carol', 'dora', 'erin', 'frank']

  test('a place with many words is a variable, one with few is not', () => {
    const messages = [
      ...NAMES.flatMap((name) => [
        `user ${name} joined room lobby`,
        `user ${name} joined room attic`,
        `user ${name} left room attic`,
      ]),
      'failed to start egress',
      'failed to stop egress',
      'room created',
      'room deleted',
    ]
    expect(templatesOf(messages)).toEqual([
      'user <*> joined room lobby',
      'user <*> joined room attic',
      'user <*> left room attic',
      'failed to start egress',
      'failed to stop egress',
      'room created',
      'room deleted',
    ])
  })

  test('paths and pairs need less evidence, and keep what they have in common', () => {
    expect(
      templatesOf(['wrote /data/ann.mp4 (room=red)', 'wrote /data/bob.mp4 (room=blue)']),
    ).toEqual(['wrote /data/<*>.mp4 (room=<*>)'])
  })

  test('a statement has something constant', () => {
    const messages = NAMES.flatMap((a) => NAMES.map((b) => `${a} ${b}`))
    expect(templatesOf([...NAMES, ...messages]).length).toBeGreaterThan(NAMES.length)
    expect(templatesOf(NAMES)).toEqual(NAMES)
  })

  test('of different components they are different', () => {
    const table = new TemplateTable()
    for (const component of ['a', 'b'])
      for (const name of NAMES) table.add(component, `hello ${name}`)
    expect(table.templateOf('a', 'hello bob')).toEqual({
      ...table.templateOf('a', 'hello ann'),
      id: 'a\0hello ann',
    })
    expect(table.templateOf('b', 'hello bob').id).toBe('b\0hello ann')
  })
})

describe('more messages than are told apart', () => {
  const messages = [
    'one',
    'hi ann',
    'hi bob',
    'hi cy',
    'hi dora',
    'hi eve',
    'two',
    'hi frank',
    'one',
  ]

  test('are counted with what they fit, or with all that fit nothing', () => {
    expect(templatesOf(messages, 5)).toEqual(['one', 'hi <*>', '…'])
    expect(templatesOf(messages)).toEqual(['one', 'hi <*>', 'two'])
  })
})

test('the templates hang on the set of messages, and are named by the first', () => {
  const word = fc.constantFrom(
    'ann',
    'bob',
    'cy',
    'dora',
    'eve',
    'a=1',
    'a=b',
    '/x/y',
    '',
    '\0',
    '…',
  )
  const message = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(
      fc.array(message, { maxLength: 40 }),
      fc.array(fc.nat(), { maxLength: 10 }),
      fc.integer({ min: 1, max: 50 }),
      (messages, asked, maxShapes) => {
        const table = tableOf(messages, maxShapes)
        // Somebody looks while it grows.
        const watched = new TemplateTable(maxShapes)
        messages.forEach((text, at) => {
          watched.add('', watched.admit('', shapeOf(text)))
          if (asked.includes(at)) watched.templateOf('', watched.admit('', shapeOf(text)))
        })
        for (const text of messages) {
          const shape = table.admit('', shapeOf(text))
          const template = table.templateOf('', shape)
          expect(watched.templateOf('', watched.admit('', shapeOf(text)))).toEqual(template)
          expect(fits(template.constants, shape)).toBe(true)
          // Its name leads back to it.
          expect(table.templateOf('', template.id.slice(1))).toEqual(template)
        }
      },
    ),
    { numRuns: 300 },
  )
})

function fits(constants: readonly string[], text: string): boolean {
  const escaped = constants.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${escaped.join('.*')}$`, 's').test(text)
}

test('a log of free text is told by its many shapes, until they are all that are told apart', () => {
  const table = new TemplateTable(600)
  const states: boolean[] = []
  for (let count = 0; count <= 600; count++) {
    states.push(table.isFillingUp)
    table.add('', `shape ${'x'.repeat(count)}`)
  }
  expect([states.indexOf(true), states.lastIndexOf(true)]).toEqual([512, 599])
})
