import { expect, test } from 'vitest'

import { commandOf, type Command, type KeyPress } from './command-of'

const NOTHING: KeyPress = {
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
}

test.each<[string, Partial<KeyPress>, boolean, Command | null]>([
  ['a letter', { key: 'n', code: 'KeyN' }, false, 'toggle-noise'],
  ['a letter with caps lock', { key: 'F', code: 'KeyF' }, false, 'toggle-follow'],
  ['its key on a Russian layout', { key: 'т', code: 'KeyN' }, false, 'toggle-noise'],
  [
    'the letter on Dvorak, where its key stands elsewhere',
    { key: 'n', code: 'KeyL' },
    false,
    'toggle-noise',
  ],
  ['a letter while somebody writes', { key: 'n', code: 'KeyN' }, true, null],
  ['a letter with Shift', { key: 'T', code: 'KeyT', shiftKey: true }, false, null],
  ['a letter with Alt', { key: 't', code: 'KeyT', altKey: true }, false, null],
  ['the question mark', { key: '?', code: 'Digit7', shiftKey: true }, false, 'show-shortcuts'],
  [
    'Ctrl and a letter, also while somebody writes',
    { key: 'g', code: 'KeyG', ctrlKey: true },
    true,
    'go-to-line',
  ],
  [
    'Cmd and a letter on a Russian layout',
    { key: 'щ', code: 'KeyO', metaKey: true },
    false,
    'open',
  ],
  [
    'Ctrl, Shift and a letter',
    { key: 'C', code: 'KeyC', ctrlKey: true, shiftKey: true },
    false,
    null,
  ],
  [
    'Ctrl, Shift and O',
    { key: 'O', code: 'KeyO', ctrlKey: true, shiftKey: true },
    false,
    'open-server',
  ],
  ['the slash', { key: '/', code: 'Slash' }, false, 'find'],
  ['the slash while somebody writes', { key: '/', code: 'Slash' }, true, null],
  ['Ctrl and F', { key: 'f', code: 'KeyF', ctrlKey: true }, true, 'find'],
  ['F3', { key: 'F3', code: 'F3' }, true, 'find-next'],
  ['Shift and F3', { key: 'F3', code: 'F3', shiftKey: true }, false, 'find-previous'],
  [
    'Ctrl and T, which bare shows the triage',
    { key: 't', code: 'KeyT', ctrlKey: true },
    true,
    'new-tab',
  ],
  ['Ctrl and W', { key: 'ц', code: 'KeyW', ctrlKey: true }, false, 'close-tab'],
  ['Ctrl and Tab', { key: 'Tab', code: 'Tab', ctrlKey: true }, true, 'next-tab'],
  [
    'Ctrl, Shift and Tab',
    { key: 'Tab', code: 'Tab', ctrlKey: true, shiftKey: true },
    false,
    'previous-tab',
  ],
  ['Ctrl and PageUp', { key: 'PageUp', code: 'PageUp', ctrlKey: true }, false, 'previous-tab'],
  [
    'Ctrl, Shift and PageDown',
    { key: 'PageDown', code: 'PageDown', ctrlKey: true, shiftKey: true },
    false,
    'tab-to-right',
  ],
  ['Ctrl and a digit', { key: '2', code: 'Digit2', ctrlKey: true }, false, 'tab-2'],
  ['its key on a French layout', { key: 'ç', code: 'Digit9', ctrlKey: true }, false, 'last-tab'],
  ['a bare digit', { key: '2', code: 'Digit2' }, false, null],
  ['Tab alone, which moves the focus', { key: 'Tab', code: 'Tab' }, false, null],
  ['Escape', { key: 'Escape', code: 'Escape' }, true, 'escape'],
  ['any other key', { key: 'Enter', code: 'Enter' }, false, null],
])('%s', (_name, press, isWriting, command) => {
  expect(commandOf({ ...NOTHING, ...press }, isWriting)).toBe(command)
})
