import { describe, expect, test } from 'vitest'

import { shareSshd } from '#testing/shared-sshd'

import { RemoteFiles } from './remote-files'
import { SharedConnection } from './shared-connection'
import { hasSshd, type TestSshd } from './test-sshd'

describe.skipIf(!hasSshd)('a connection through a real sshd', () => {
  let sshd: TestSshd

  shareSshd((started) => (sshd = started))

  test('is there for all users until the last of them is done', async () => {
    const { user, port } = sshd
    const first = await SharedConnection.open(
      { user, host: 'localhost', port },
      { asksOnTerminal: false, isEndless: false },
    )
    expect(first.isShared).toBe(false)
    const second = first.lend()
    expect(second?.isShared).toBe(true)
    const waiting = first.use((session) => session.ask({ verb: 'wait', path: '/', count: 1 }))
    first.close()
    await expect(waiting).rejects.toThrow('closed')
    await expect(first.use(() => Promise.resolve())).rejects.toThrow('closed')
    expect([first.isClosed, second?.isClosed, second?.isShared]).toEqual([true, false, false])
    expect(second && (await new RemoteFiles(second).keyOf('/'))).toMatch(/^\d+:\d+$/)
    const session = await second?.session()
    second?.close()
    expect(second?.lend()).toBe(null)
    await session?.ended
    expect(sshd.connections).toBe(1)
  })
})
