import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import {
  AskpassServer,
  canAsk,
  type Asking,
  type AnswerPrompt,
  type Prompt,
} from './askpass-server'
import { ASKPASS } from './environment'

const run = promisify(execFile)

describe.skipIf(!canAsk)('as ssh does it', () => {
  let server: AskpassServer

  beforeEach(() => {
    server = new AskpassServer()
  })

  afterEach(() => {
    server.dispose()
  })

  function environment({ environment: own }: Asking, more: Record<string, string> = {}) {
    return { ...process.env, ...own, ...more }
  }

  function program({ environment: own }: Asking): string {
    return own['SSH_ASKPASS'] ?? ''
  }

  test('the prompt comes through, and the answer goes back', async () => {
    const prompts: Prompt[] = []
    const asking = server.begin((prompt) => {
      prompts.push(prompt)
      return Promise.resolve('pässword "$(id)" \\n')
    })
    const text = `-e $(id) 'it"s'\nюникод\u001b[31m\0`.replaceAll('\0', '')
    const { stdout } = await run(program(asking), [text], {
      env: environment(asking, { SSH_ASKPASS_PROMPT: 'confirm' }),
    })
    expect(stdout).toBe('pässword "$(id)" \\n\n')
    expect(prompts).toEqual([{ hint: 'confirm', text }])
  })

  test.each<[string, AnswerPrompt]>([
    ['no answer', () => Promise.resolve(null)],
    ['a handler that fails', () => Promise.reject(new Error('gone'))],
  ])('%s: the program fails and prints nothing', async (_name, answer) => {
    const asking = server.begin(answer)
    await expect(
      run(program(asking), ['password: '], { env: environment(asking) }),
    ).rejects.toMatchObject({ code: 1, stdout: '' })
  })

  test('several at a time get each their own answer', async () => {
    const asking = server.begin(({ text }) => Promise.resolve(`to ${text}`))
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((text) => run(program(asking), [text], { env: environment(asking) })),
    )
    expect(answers.map(({ stdout }) => stdout)).toEqual(['to a\n', 'to b\n', 'to c\n'])
  })

  test('when ssh ends the program, whoever was asked is told', async () => {
    const gone = new Promise<void>((resolve) => {
      const asking = server.begin((_prompt, signal) => {
        signal.addEventListener('abort', () => resolve())
        child.kill()
        return new Promise(() => undefined)
      })
      const child = execFile(
        program(asking),
        ['touch'],
        { env: environment(asking) },
        () => undefined,
      )
    })
    await gone
  })

  test('an end of ssh ends its questions', async () => {
    const asking: Asking = server.begin(() => {
      asking.end()
      return new Promise(() => undefined)
    })
    await expect(
      run(program(asking), ['password: '], { env: environment(asking) }),
    ).rejects.toMatchObject({ code: 1 })
  })

  test.each([
    '',
    'no json\n',
    '{}\n',
    '[1]\n',
    'null\n',
    '{"token":"x","hint":"","text":""}\n',
    'x'.repeat(70_000),
  ])('a stranger who sends %.20j is asked nothing and told nothing', async (text) => {
    let isAsked = false
    const { environment: own } = server.begin(() => {
      isAsked = true
      return Promise.resolve('secret')
    })
    const socket = connect(own[ASKPASS.socket] ?? '')
    let heard = ''
    socket.setEncoding('utf8').on('data', (said: string) => (heard += said))
    socket.on('error', () => undefined)
    socket.end(text)
    await once(socket, 'close')
    expect({ heard, isAsked }).toEqual({ heard: '', isAsked: false })
  })

  test('nobody else can reach it, and nothing of it stays', () => {
    const { environment: own } = server.begin(() => Promise.resolve(null))
    const socket = own[ASKPASS.socket] ?? ''
    expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700)
    expect(statSync(socket).mode & 0o777).toBe(0o600)
    server.dispose()
    expect(existsSync(dirname(socket))).toBe(false)
  })
})
