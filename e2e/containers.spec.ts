import { rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

import type { Locator } from '@playwright/test'

import { EngineStandIn, type StandInLine, type StandInState } from '#sources/docker/stand-in'
import { hasSshd } from '#sources/remote/test-sshd'

import { violations } from './axe'
import { expect, test } from './fixtures'
import { active, failedHandshake } from './logs'
import type { LogWindow } from './pages/LogWindow'

/* No container engine is needed: EngineStandIn, a program on the PATH, takes its place. */

test.skip(process.platform === 'win32', 'a script is no program there')

function err(second: number, text: string): StandInLine {
  return { stream: 'err', time: `2026-11-20T14:00:0${second}.000000000Z`, text }
}

const LINES = [err(1, active(1)), err(2, failedHandshake(2))]

const STATE: StandInState = {
  containers: {
    'web-1': { image: 'nginx:1.27', status: 'Up 3 hours', lines: LINES.slice(0, 1) },
    'livekit-1': { image: 'livekit/livekit-server:v1.9', status: 'Up 3 hours', lines: LINES },
  },
  services: {
    'livekit-ingress-abc123': {
      image: 'livekit/ingress:v1.4',
      status: '1/1',
      lines: LINES.map((line) => ({
        ...line,
        task: 'livekit-ingress-abc123.1.goom36mvtfow@node-1',
      })),
    },
  },
}

function entries(window: LogWindow): Locator {
  return window.dialog
    .getByRole('list', { name: window.texts.containers.label })
    .getByRole('button')
}

function container(window: LogWindow, name: string): Locator {
  return entries(window).filter({ hasText: name })
}

test('a container is picked by keyboard and followed', async ({ logsieve, folder }) => {
  const standIn = await EngineStandIn.create(folder, STATE)
  const { window } = await logsieve.startWith({ environment: { PATH: standIn.bin } })
  await window.welcome.container.click()
  await expect(entries(window)).toHaveCount(3)
  await expect(entries(window).first()).toContainText('livekit-ingress-abc123')
  expect(await violations(window.page)).toEqual([])
  await window.page.keyboard.type('LIVEKIT-SERVER')
  await expect(entries(window)).toHaveCount(1)
  await window.press('Enter')
  await window.expectOpen('livekit-1')
  await window.expectCounts({ shown: 2, of: 2 })
  const grown = { image: 'livekit/livekit-server:v1.9', lines: [...LINES, err(3, active(3))] }
  await standIn.set({ ...STATE, containers: { 'livekit-1': grown } })
  await window.expectCounts({ shown: 3, of: 3 })
  await window.closeLog()
  await expect(window.welcome.recentFiles.filter({ hasText: 'docker:livekit-1' })).toBeVisible()
})

test('a service is picked by the arrow keys', async ({ logsieve, folder }) => {
  const { bin } = await EngineStandIn.create(folder, STATE)
  const { window } = await logsieve.startWith({ environment: { PATH: bin } })
  await window.welcome.container.click()
  await expect(entries(window)).toHaveCount(3)
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await window.press(key)
  await expect(container(window, 'livekit-ingress-abc123')).toBeFocused()
  await window.press('Enter')
  await window.expectOpen('livekit-ingress-abc123')
  await window.expectCounts({ shown: 2, of: 2 })
  await window.side.expectCounts({ activity: 1, noise: 1 })
})

test('none, none of that name, and no engine at all are told', async ({ logsieve, folder }) => {
  const standIn = await EngineStandIn.create(folder, {})
  const { window } = await logsieve.startWith({ environment: { PATH: standIn.bin } })
  const { containers, failures } = window.texts
  await window.welcome.container.click()
  await expect(window.dialog.getByText(containers.none)).toBeVisible()
  await standIn.set(STATE)
  const list = window.dialog.getByRole('button', { name: containers.list, exact: true })
  await list.click()
  await expect(entries(window)).toHaveCount(3)
  await window.dialog.getByLabel(containers.part).fill('nothing')
  await expect(window.dialog.getByText(containers.noMatch)).toBeVisible()
  await standIn.set({
    trouble:
      'permission denied while trying to connect to the docker API at unix:///var/run/docker.sock',
  })
  await list.click()
  await expect(window.failure).toContainText(failures['docker-permission'].title)
  await expect(window.failure).toContainText('unix:///var/run/docker.sock')
  await rm(join(standIn.bin, 'docker'))
  await list.click()
  await expect(window.failure).toContainText(containers.noEngine)
  await expect(window.failure).toContainText(containers.noEngineAdvice)
  expect(await violations(window.page)).toEqual([])
  await window.press('Escape')
  await expect(window.dialog).toBeHidden()
  await window.expectWelcome()
})

test('without an engine the machine is asked for', async ({ logsieve, folder }) => {
  const { window } = await logsieve.startWith({ environment: { PATH: folder } })
  await window.welcome.container.click()
  await expect(window.failure).toBeVisible()
  const host = window.dialog.getByLabel(window.texts.containers.machine, { exact: true })
  await expect(host).toBeFocused()
})

test('another machine', async ({ ssh, folder }) => {
  test.skip(!hasSshd, 'there is no sshd')
  const { bin } = await EngineStandIn.create(folder, STATE)
  const sshd = await ssh.serve({ searchPath: `${bin}${delimiter}${process.env['PATH']}` })
  const { window } = await ssh.start(sshd)
  await window.welcome.container.click()
  const host = window.dialog.getByLabel(window.texts.containers.machine, { exact: true })
  await host.fill('-oProxyCommand=x')
  await host.press('Enter')
  await expect(window.failure).toContainText(window.texts.failures['host-unknown'].title)
  await host.fill(sshd.address('').slice('ssh://'.length))
  await host.press('Enter')
  await container(window, 'livekit-1').click()
  await window.expectOpen('livekit-1')
  await window.expectCounts({ shown: 2, of: 2 })
})

test('a connection that drops is taken up again, by itself and by hand', async ({
  ssh,
  folder,
}) => {
  test.skip(!hasSshd, 'there is no sshd')
  const standIn = await EngineStandIn.create(folder, STATE)
  const searchPath = `${standIn.bin}${delimiter}${process.env['PATH']}`
  const sshd = await ssh.serve({ searchPath })
  const write = (...lines: readonly StandInLine[]) =>
    standIn.set({ containers: { 'livekit-1': { lines: [...LINES, ...lines] } } })
  const address = `${sshd.address('/').replace('ssh:', 'docker+ssh:')}livekit-1`
  const { window } = await ssh.start(sshd, address)
  const { remote } = window
  await window.expectCounts({ shown: 2, of: 2 })
  await expect(remote.button('stop')).toBeHidden()
  await sshd.halt()
  await expect(remote.button('now')).toBeVisible()
  await sshd.resume()
  await expect(remote.button('stop')).toBeHidden()
  await write(err(3, active(3)))
  await window.expectCounts({ shown: 3, of: 3 })

  await sshd.halt()
  await remote.button('stop').click()
  await expect(window.status).toContainText(window.texts.ssh.connection.notConnected)
  expect(await violations(window.page)).toEqual([])
  await sshd.resume()
  await write(err(3, active(3)), err(4, active(4)))
  await remote.button('again').click()
  await window.expectCounts({ shown: 4, of: 4 })
  await expect(remote.button('again')).toBeHidden()

  await standIn.set({ containers: {} })
  sshd.cut()
  await expect(window.page.getByText('No such container')).toBeVisible()
})
