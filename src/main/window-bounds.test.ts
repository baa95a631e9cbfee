import { expect, test } from 'vitest'

import { fittingBounds, type Bounds } from './window-bounds'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }
const remembered = { x: 100, y: 100, width: 1000, height: 700 }

test.each<[string, Bounds | null, Bounds[], Bounds[], object]>([
  ['the first time', null, [screen], [], { width: 1280, height: 820 }],
  [
    'a small screen',
    null,
    [{ ...screen, width: 800, height: 600 }],
    [],
    { width: 800, height: 600 },
  ],
  ['as it was', remembered, [screen], [], remembered],
  [
    'the second screen is gone',
    { ...remembered, x: 2500 },
    [screen],
    [],
    { width: 1280, height: 820 },
  ],
  [
    'the screen is smaller now',
    { ...remembered, width: 3000 },
    [screen],
    [],
    { ...remembered, width: 1920 },
  ],
  ['beside another window', remembered, [screen], [remembered], { ...remembered, x: 128, y: 128 }],
  [
    'beside the newest, whatever is remembered',
    null,
    [screen],
    [{ ...remembered, x: 300 }, remembered],
    { ...remembered, x: 128, y: 128 },
  ],
])('%s', (_name, bounds, areas, others, expected) => {
  expect(fittingBounds(bounds, areas, others)).toEqual(expected)
})

test('a hundred windows stay on the screen', () => {
  const windows: Bounds[] = []
  for (let count = 0; count < 100; count++) {
    windows.push(fittingBounds(remembered, [screen], windows) as Bounds)
  }
  expect(windows.every(({ x, y }) => x < 1920 && y < 1080)).toBe(true)
})
