import { expect, test } from 'vitest'

import { Background } from './background'

test('what nobody waits for stands still until the last answer was given', async () => {
  const background = new Background()
  const happened: string[] = []
  const answers = ['first', 'second'].map((name) => {
    let give = (): void => undefined
    const given = new Promise<void>((resolve) => (give = resolve))
    const answered = background.answerFirst(async () => {
      await given
      happened.push(name)
    })
    return { give, answered }
  })
  expect(background.slice()()).toBe(false)
  const turn = background.turn().then(() => happened.push('background'))
  for (const { give, answered } of answers) {
    await new Promise((resolve) => setImmediate(resolve))
    give()
    await answered
  }
  await turn
  expect(happened).toEqual(['first', 'second', 'background'])
  expect(background.slice()()).toBe(true)
})

test('an answer that fails lets it go on', async () => {
  const background = new Background()
  const answer = background.answerFirst(() => Promise.reject(new Error('cannot be read')))
  await expect(answer).rejects.toThrow('cannot be read')
  await background.turn()
  expect(background.slice()()).toBe(true)
})
