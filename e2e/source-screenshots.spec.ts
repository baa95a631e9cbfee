import { appendFileSync, chmodSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
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

const NO_SSHD = 'openssh-server is not there'

/** One that packs badly. */
function withNoise(second: number): string {
  return `${active(second)} ${Math.sin(second)}${Math.cos(second)}`
}

/** EngineStandIn takes the place of a container engine. */
const CONTAINERS: StandInState = {
  containers: {
    'livekit-livekit-1': {
      image: 'livekit/livekit-server:v1.9',
      status: 'Up 3 hours',
      lines: [active(1), failedHandshake(2)].map((text, second) => ({
        stream: 'err',
        time: `2026-11-20T14:00:0${second}.000000000Z`,
        text,
      })),
    },
    'livekit-caddy-1': { image: 'caddy:2', status: 'Exited (1) 2 days ago' },
    'app-payments-with-a-very-long-name-of-a-project-7f9c1b.1.goom36mvtfowxyz': {
      image: 'registry.example.org/group/subgroup/payments-service:2026.11.20-0123456789ab',
      status: 'Up 2 weeks (healthy)',
    },
    postgres: { image: 'postgres:16', status: 'Up 3 hours (healthy)' },
  },
  services: { 'livekit-ingress-abc123': { image: 'livekit/ingress:v1.4', status: '1/1' } },
}

/** What docker says of itself. */
const TROUBLES = {
  permission:
    'permission denied while trying to connect to the docker API at unix:///var/run/docker.sock',
  down: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
}

for (const look of LOOKS) {
  test(`screenshots of containers: ${titleOf(look)}`, async ({ logsieve, folder }) => {
    test.slow()
    const standIn = await EngineStandIn.create(folder, CONTAINERS)
    const app = await logsieve.startWith({ environment: { PATH: standIn.bin } })
    const log = await dressed(app, look)
    const { containers } = log.texts
    const list = log.dialog.getByRole('button', { name: containers.list, exact: true })
    await log.welcome.container.click()
    await expect(log.dialog.getByRole('listitem')).toHaveCount(5)
    await shoot(log, look, 'containers')
    await log.dialog.getByLabel(containers.part).fill('nothing')
    await expect(log.dialog.getByText(containers.noMatch)).toBeVisible()
    await shoot(log, look, 'containers-no-match')
    await standIn.set({})
    await list.click()
    await expect(log.dialog.getByText(containers.none)).toBeVisible()
    await shoot(log, look, 'containers-none')
    for (const [view, trouble] of Object.entries(TROUBLES)) {
      await standIn.set({ trouble })
      await list.click()
      await expect(log.failure).toContainText(trouble)
      await shoot(log, look, `containers-${view}`)
    }
    await rm(join(standIn.bin, 'docker'))
    await list.click()
    await expect(log.failure).toContainText(containers.noEngine)
    await shoot(log, look, 'containers-no-engine')
  })

  test(`screenshots of a container of another machine: ${titleOf(look)}`, async ({
    ssh,
    folder,
  }) => {
    test.skip(!hasSshd, NO_SSHD)
    const { bin } = await EngineStandIn.create(folder, CONTAINERS)
    const sshd = await ssh.serve({ searchPath: `${bin}${delimiter}${process.env['PATH']}` })
    const address = `${sshd.address('/').replace('ssh:', 'docker+ssh:')}livekit-livekit-1`
    const app = await ssh.start(sshd, address)
    const log = await dressed(app, look)
    await log.expectCounts({ shown: 2, of: 2 })
    await sshd.halt()
    await expect(log.remote.button('now')).toBeVisible()
    await shoot(log, look, 'container-lost')
    await log.remote.button('stop').click()
    await expect(log.remote.button('again')).toBeVisible()
    await shoot(log, look, 'container-stopped')
  })

  test(`screenshots of an archive of another machine: ${titleOf(look)}`, async ({
    ssh,
    folder,
  }) => {
    test.skip(!hasSshd, NO_SSHD)
    const sshd = await ssh.serve()
    sshd.slowTo(32 * 1024)
    const path = join(folder, 'livekit.log.2.gz')
    writeFileSync(path, gzipSync(`${lines(20_000, withNoise).join('\n')}\n`))
    const app = await ssh.start(sshd, sshd.address(path))
    const log = await dressed(app, look)
    await expect(log.grid.rows.first()).toBeVisible()
    await shoot(log, look, 'archive-arriving')
    // It refuses for good.
    await sshd.knowHost('wrong')
    sshd.cut()
    await expect(log.remote.button('again')).toBeVisible()
    await shoot(log, look, 'archive-refused')
  })

  test(`screenshots of merging: ${titleOf(look)}`, async ({ ssh, folder }) => {
    test.skip(!hasSshd, NO_SSHD)
    const sshd = await ssh.serve()
    sshd.slowTo(512 * 1024)
    const addresses = ['frankfurt.log', 'oslo.log'].map((name) =>
      sshd.address(writeLog(folder, name, lines(20_000, withNoise))),
    )
    const app = await ssh.start(sshd, '--merge', ...addresses)
    const log = await dressed(app, look)
    await expect(log.status).toContainText(log.texts.status.merging)
    await shoot(log, look, 'merging')
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
      await log.failure.getByRole('button', { name: log.texts.failures.dismiss }).click()
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
    await expect(log.grid.rows.first()).toBeVisible()
    appendFileSync(path, `${'x'.repeat(2_000_000)}\n`)
    await expect(log.notice('disk-full')).toBeVisible()
    await shoot(log, look, 'disk-full')
  })
}
