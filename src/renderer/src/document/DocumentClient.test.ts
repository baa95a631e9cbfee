import { expect, test, vi } from 'vitest'

import type { RequestMessage } from '#shared/protocol/document'

import { DocumentClient, DocumentError } from './DocumentClient'

function connect() {
  const { port1, port2 } = new MessageChannel()
  const listeners = {
    status: vi.fn(),
    search: vi.fn(),
    trial: vi.fn(),
    view: vi.fn(),
    notice: vi.fn(),
  }
  const onLost = vi.fn()
  const client = new DocumentClient(port1, listeners, onLost)
  const answer = (reply: (request: RequestMessage) => unknown) => {
    port2.onmessage = (event) => port2.postMessage(reply(event.data as RequestMessage))
  }
  return { client, engine: port2, answer, listeners, onLost }
}

test('an answer reaches the call with its id', async () => {
  const { client, answer } = connect()
  answer(({ id, request, args }) => ({ id, ok: true, result: { request, args } }))
  const [first, second] = await Promise.all([
    client.call('view.locate', { record: 7 }),
    client.call('triage.get', {}),
  ])
  expect([first, second]).toEqual([
    { request: 'view.locate', args: { record: 7 } },
    { request: 'triage.get', args: {} },
  ])
  client.close()
})

test('an error of the engine rejects with its code', async () => {
  const { client, answer } = connect()
  answer(({ id }) => ({ id, ok: false, error: { code: 'invalid', message: 'wrong' } }))
  await expect(client.call('triage.get', {})).rejects.toEqual(new DocumentError('invalid', 'wrong'))
  client.close()
})

test('events reach their listeners', async () => {
  const { client, engine, listeners } = connect()
  engine.postMessage({ event: 'notice', data: { code: 'file-back', detail: '' } })
  await vi.waitFor(() =>
    expect(listeners.notice).toHaveBeenCalledWith({ code: 'file-back', detail: '' }),
  )
  client.close()
})

test('closing rejects what waits and what comes after', async () => {
  const { client } = connect()
  const waiting = client.call('triage.get', {})
  client.close()
  await expect(waiting).rejects.toMatchObject({ code: 'closed' })
  await expect(client.call('triage.get', {})).rejects.toMatchObject({ code: 'closed' })
})

test('an engine that goes away is told, and rejects what waits', async () => {
  const { client, engine, onLost } = connect()
  const waiting = client.call('triage.get', {})
  engine.close()
  await expect(waiting).rejects.toMatchObject({ code: 'closed' })
  expect(onLost).toHaveBeenCalledOnce()
})
