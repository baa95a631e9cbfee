import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import type { QuestionKind, SshEvents, SshQuestion } from '#shared/protocol/ssh'

import { hasSshd } from '../src/sources/remote/test-sshd'
import type { App } from './app'
import { expect, test } from './fixtures'
import { lines, writeLog } from './logs'
import { ARE_SHOTS_WANTED, dressed, LOOKS, NO_SHOTS, shoot, titleOf } from './shots'

test.skip(!ARE_SHOTS_WANTED || !hasSshd, NO_SHOTS)

/** Makes the page believe that main told this: nobody has a security key here, say. */
async function tell<E extends keyof SshEvents>(
  app: App,
  event: E,
  data: SshEvents[E],
): Promise<void> {
  await app.electron.evaluate(
    ({ BrowserWindow }, news) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send('logsieve:event', news)
    },
    { event, data } as const,
  )
}

const HOST = 'root@livekit.example.org:2222'

const WORDS: Readonly<Record<Exclude<QuestionKind, 'host-key'>, string>> = {
  password: "root@livekit.example.org's password:",
  passphrase: "Enter passphrase for key '/home/anna/.ssh/id_ed25519':",
  pin: 'Enter PIN for ED25519-SK key /home/anna/.ssh/id_ed25519_sk:',
  server: '(root@livekit.example.org) Verification code:',
  confirm: 'Allow shared connection to livekit.example.org?',
  touch:
    'Confirm user presence for key ED25519-SK SHA256:Gb0W2nwOmB0hEcE4fzfGZ4XDM2Uo7cXr3tYkD5k0sVI',
  other: 'Password:',
}

function question(kind: QuestionKind, id: number): SshQuestion {
  return {
    id,
    kind,
    host: HOST,
    text: kind === 'host-key' ? '' : WORDS[kind],
    isAskedAgain: kind === 'passphrase',
    hostKey:
      kind === 'host-key'
        ? { type: 'ED25519', fingerprint: 'SHA256:HVSCAwojWR2fb0oCbw6b21H4JyiouTxdP6U5q0vOxi0' }
        : null,
  }
}

for (const look of LOOKS) {
  test(`screenshots of other machines: ${titleOf(look)}`, async ({ ssh, folder }) => {
    test.setTimeout(120_000)
    const sshd = await ssh.serve()
    const config = ['livekit', 'egress', 'sip', 'ingress-eu'].map(
      (name, at) => `Host ${name}\n  HostName 192.0.2.${at + 4}\n  User root\n`,
    )
    writeFileSync(join(ssh.home, '.ssh', 'config'), `${config.join('')}Host localhost\n`)
    const logs = join(folder, 'logs')
    mkdirSync(join(logs, 'caddy'), { recursive: true })
    writeFileSync(join(logs, 'livekit.log.2.gz'), gzipSync(`${lines(200).join('\n')}\n`))
    for (const name of ['livekit.log', 'livekit.log.1', 'egress.log']) {
      writeLog(logs, name, lines(200))
    }
    const app = await ssh.start(sshd)
    const log = await dressed(app, look)
    const { remote, texts } = log

    for (const [at, kind] of (Object.keys(texts.ssh.questions.title) as QuestionKind[]).entries()) {
      await tell(app, 'question.asked', question(kind, at))
      if (kind === 'host-key') await tell(app, 'question.asked', question('password', 99))
      await expect(log.dialog).toBeVisible()
      await shoot(log, look, `question-${kind}`)
      await tell(app, 'question.gone', { id: 99 })
      await tell(app, 'question.gone', { id: at })
      await expect(log.dialog).toBeHidden()
    }
    await log.button(texts.welcome.openServer).click()
    await expect(remote.suggestions).toHaveCount(5)
    await shoot(log, look, 'server-hosts')
    await log.press('Enter')
    await expect(remote.serverDialog.getByRole('alert')).not.toBeEmpty()
    await shoot(log, look, 'server-mistake')
    await remote.field('host').fill('localhost:1')
    await remote.field('path').press('ArrowDown')
    await expect(remote.serverDialog).toContainText(texts.failures.unreachable.title)
    await shoot(log, look, 'server-unreachable')
    await remote.field('host').fill('localhost')
    await remote.field('port').fill(String(sshd.port))
    await remote.field('path').fill(`${logs}/`)
    await shoot(log, look, 'server-look')
    await remote.field('path').press('ArrowDown')
    await expect(remote.suggestions).toHaveCount(5)
    await remote.field('path').press('ArrowDown')
    await remote.field('path').press('ArrowDown')
    await shoot(log, look, 'server-entries')
    await remote.field('path').fill(`${logs}/livekit.log`)
    await remote.field('path').press('Enter')
    await expect(log.grid.rows.first()).toBeVisible()
    await expect(log.button(texts.sets.showOlder)).toBeVisible()
    await shoot(log, look, 'server-older-files')
    // The only source is the first one.
    const source = 1
    await tell(app, 'connection.changed', {
      source,
      state: { kind: 'arriving', bytes: 12_400_000, ofBytes: 340_000_000 },
    })
    await expect(remote.button('stop')).toBeVisible()
    await shoot(log, look, 'connection-arriving')
    await sshd.halt()
    await expect(remote.button('now')).toBeVisible()
    await shoot(log, look, 'connection-lost')
    await remote.button('stop').click()
    await expect(remote.button('again')).toBeVisible()
    await shoot(log, look, 'connection-stopped')
    await sshd.resume()

    await log.closeLog()
    await shoot(log, look, 'welcome-recent-server')
    await sshd.knowHost('wrong')
    await log.welcome.recentFiles.first().click()
    await expect(log.failure).toBeVisible()
    await shoot(log, look, 'failure-host-key-changed')
    await app.close()
  })

  test(`screenshots of a system without ssh: ${titleOf(look)}`, async ({ logsieve, folder }) => {
    const bin = join(folder, 'bin')
    mkdirSync(bin)
    const app = await logsieve.startWith({
      sources: [`ssh://${HOST}/var/log/livekit.log`],
      environment: { PATH: bin },
    })
    const log = await dressed(app, look)
    await expect(log.failure).toBeVisible()
    await shoot(log, look, 'failure-no-ssh')
  })
}
