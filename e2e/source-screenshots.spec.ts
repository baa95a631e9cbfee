import { appendFileSync, chmodSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { EngineStandIn, type StandInState } from '#sources/docker/stand-in'

import { GUEST, hasGuests } from '../src/sources/remote/test-guest'
import { hasSshd } from '../src/sources/remote/test-sshd'
import { expect, test } from './fixtures'
import {
  active,
  append,
  failedHandshake,
  lines,
  unheardOf,
  withoutConnection,
  writeLog,
} from './logs'
import { ARE_SHOTS_WANTED, dressed, LOOKS, NO_SHOTS, shoot, titleOf } from './shots'
import { smallDisk } from './small-disk'
import { hostOf } from './ssh'

test.skip(!ARE_SHOTS_WANTED, NO_SHOTS)

/** EngineStandIn takes the place of a container engine. */
const CONTAINERS: StandInState = {
  containers: Object.fromEntries(
    ['livekit-1', 'ingress-1', 'egress-1', 'redis-1', 'caddy-1'].map((name, at) => [
      name,
      {
        image: `example/${name}:v1.${at}`,
        status: `Up ${at + 2} hours`,
        lines: [active(1), failedHandshake(2)].map((text, second) => ({
          stream: 'err' as const,
          time: `2026-11-20T14:00:0${second}.000000000Z`,
          text,
        })),
      },
    ]),
  ),
  services: {
    'calls-livekit-abc123': { image: 'livekit/livekit-server:v1.9', status: '2/2', lines: [] },
  },
}

for (const look of LOOKS) {
  test(`screenshots of containers: ${titleOf(look)}`, async ({ logsieve, folder }) => {
    const standIn = await EngineStandIn.create(folder, CONTAINERS)
    const app = await logsieve.startWith({ environment: { PATH: standIn.bin } })
    const log = await dressed(app, look)
    const { containers } = log.texts
    await log.welcome.container.click()
    await expect(log.dialog.getByRole('listitem')).toHaveCount(6)
    await shoot(log, look, 'containers')
    await log.dialog.getByLabel(containers.part).fill('nothing')
    await expect(log.dialog.getByText(containers.noMatch)).toBeVisible()
    await shoot(log, look, 'containers-no-match')
    const list = log.dialog.getByRole('button', { name: containers.list, exact: true })
    await standIn.set({
      trouble:
        'permission denied while trying to connect to the docker API at unix:///var/run/docker.sock',
    })
    await list.click()
    await expect(log.failure).toBeVisible()
    await shoot(log, look, 'containers-denied')
    await rm(join(standIn.bin, 'docker'))
    await list.click()
    await expect(log.failure).toContainText(containers.noEngine)
    await shoot(log, look, 'containers-no-engine')
  })

  test(`screenshots of tabs and sets: ${titleOf(look)}`, async ({ logsieve, folder }) => {
    const names = ['livekit.log', 'ingress.log', 'egress.log', 'sip.log', 'caddy.log']
    const paths = names.map((name) => writeLog(folder, name, lines(300)))
    writeLog(folder, 'caddy.log.1', lines(20))
    writeFileSync(join(folder, 'caddy.log.2.gz'), gzipSync(`${lines(20).join('\n')}\n`))
    const app = await logsieve.start(...paths, join(folder, 'nowhere.log'))
    const log = await dressed(app, look)
    await log.tabs.expectNames(...names, 'nowhere.log')
    await log.tabs.show('nowhere.log')
    await expect(log.failure).toBeVisible()
    await shoot(log, look, 'tab-failed')
    await log.tabs.show('caddy.log')
    await log.expectRead()
    append(paths[1] ?? '', unheardOf(1))
    await expect(log.button(log.texts.sets.showOlder)).toBeVisible()
    await shoot(log, look, 'tabs-older-files')
  })

  test(`screenshots of merged logs: ${titleOf(look)}`, async ({ logsieve, folder }) => {
    const names = ['livekit-frankfurt.log', 'ingress.log', 'egress.log', 'sip.log']
    const paths = names.map((name, at) =>
      writeLog(
        folder,
        name,
        lines(60, (number) => {
          const second = number * names.length + at
          if (name === 'ingress.log') return failedHandshake(second)
          if (name === 'sip.log') return unheardOf(second)
          return name === 'egress.log' && number % 9 === 0
            ? withoutConnection(second)
            : active(second)
        }),
      ),
    )
    const app = await logsieve.start(...paths)
    const log = await dressed(app, look)
    const { merge } = log
    await log.tabs.expectNames(...names)
    await log.expectRead()
    await expect(merge.offer).toBeVisible()
    await shoot(log, look, 'merge-offer')
    await merge.offer.click()
    await merge.choice('egress.log').uncheck()
    await merge.shift('ingress.log').fill('-3')
    await merge.unit('ingress.log').selectOption('h')
    await shoot(log, look, 'merge-dialog')
    await merge.shift('ingress.log').fill('2')
    await merge.unit('ingress.log').selectOption('s')
    await merge.choice('egress.log').check()
    await merge.confirm('open')
    await log.expectOpen(names.join(' + '))
    await log.grid.row(2).click()
    await expect(log.detail.root).toBeVisible()
    await shoot(log, look, 'merge-detail')
    await log.press('Escape')
    await merge.switchOf('sip.log').click()
    await log.expectCounts({ shown: 180, of: 240, otherwise: 60 })
    await shoot(log, look, 'merge-list')
    await merge.change.click()
    await shoot(log, look, 'merge-change')
  })

  test(`screenshots of what ssh cannot open: ${titleOf(look)}`, async ({ ssh, folder }) => {
    test.skip(!hasSshd || !hasGuests, 'only root can give sshd a user for the test')
    const sshd = await ssh.serve({ signIn: 'password' })
    const missing = join(folder, 'nowhere.log')
    const secret = writeLog(folder, 'secret.log', lines(3))
    chmodSync(secret, 0o600)
    const app = await ssh.start(sshd)
    const log = await dressed(app, look)
    const { remote } = log
    const question = remote.question('password', hostOf(sshd))
    for (const [path, name] of [
      [missing, 'missing'],
      [secret, 'denied'],
    ] as const) {
      await remote.open(sshd, path)
      await remote.answer(question, GUEST.password)
      await expect(log.failure).toBeVisible()
      await shoot(log, look, `failure-${name}`)
      await log.failure.getByRole('button').first().click()
    }
    await remote.open(sshd, missing)
    for (let times = 0; times < 3; times++) {
      await remote.answer(question, 'wrong')
      if (times < 2) await expect(question.getByRole('alert')).toBeVisible()
    }
    await expect(log.failure).toBeVisible()
    await shoot(log, look, 'failure-sign-in')
  })

  test(`screenshots of a full disk: ${titleOf(look)}`, async ({ ssh, folder, logsieve }) => {
    test.skip(!hasSshd || !hasGuests, 'only root can mount a small disk')
    const sshd = await ssh.serve()
    const path = writeLog(folder, 'livekit.log', lines(40))
    const { through, disk } = await smallDisk(folder)
    const app = await logsieve.startWith({
      sources: [sshd.address(path)],
      through,
      environment: { PATH: sshd.searchPath, TMPDIR: disk },
    })
    const log = await dressed(app, look)
    await expect(log.grid.row(1)).toBeVisible()
    appendFileSync(path, `${'x'.repeat(2_000_000)}\n`)
    await expect(log.page.getByText('ENOSPC')).toBeVisible()
    await shoot(log, look, 'disk-full')
  })
}
