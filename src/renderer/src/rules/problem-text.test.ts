import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'

import { initTexts } from '../text/testing/texts'
import { problemText } from './problem-text'

const message = { en: 'no room', ru: 'нет места' }

beforeAll(initTexts)

test('a problem is told with its file and place, as far as it has them', () => {
  const { t } = i18next
  const at = { line: 3, column: 5 }
  expect([
    problemText({ file: 'my.yaml', at, place: 'rules[0]', message }, t, 'en'),
    problemText({ file: 'my.yaml', at: null, place: '', message }, t, 'en'),
    problemText({ file: '', at: null, place: '', message }, t, 'ru'),
  ]).toEqual(['my.yaml, line 3, column 5: rules[0]: no room', 'my.yaml: no room', 'нет места'])
})
