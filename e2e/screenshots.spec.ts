import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { EngineStandIn } from '#sources/docker/stand-in'

import { expect, test } from './fixtures'
import { active, append, example, lines, withoutConnection, writeLog, zap } from './logs'
import { ARE_SHOTS_WANTED, dressed, LOOKS, NO_SHOTS, shoot, titleOf } from './shots'

test.skip(!ARE_SHOTS_WANTED, NO_SHOTS)

for (const look of LOOKS) {
  const title = titleOf(look)

  test(`screenshots of the views: ${title}`, async ({ logsieve, folder }) => {
    test.slow()
    const app = await logsieve.start()
    const log = await dressed(app, look)
    await shoot(log, look, 'welcome')
    await log.drop(writeLog(folder, 'empty.log', []))
    await expect(log.page.getByText(log.texts.log.emptyFile)).toBeVisible()
    await shoot(log, look, 'empty')
    await log.drop(example('dokploy-ingress.log'))
    await expect(log.grid.rows.first()).toBeVisible()
    await log.goToLine(21)
    await expect(log.detail.section('why')).toBeVisible()
    await shoot(log, look, 'log-noise')
    await log.press('n')
    await expect(log.side.category('noise')).toHaveAttribute('aria-pressed', 'false')
    await log.goToLine(249)
    await expect(log.detail.section('why')).toBeVisible()
    await shoot(log, look, 'log-problem')
    await log.tab('triage').click()
    await expect(log.triage.kinds.first()).toBeVisible()
    await shoot(log, look, 'triage')
    await log.findings.all.first().getByRole('button').click()
    await expect(log.findings.clear).toBeVisible()
    await shoot(log, look, 'finding')
    await log.findings.clear.click()
    await log.press('?')
    await expect(log.dialog).toBeVisible()
    await shoot(log, look, 'shortcuts')
  })

  test(`screenshots of what is done to a log: ${title}`, async ({ logsieve, folder }) => {
    test.slow()
    const strange = 'somebody rewired the flux of capacitor'
    const unknown = Array.from({ length: 4 }, (_, at) => zap(`${strange} ${at}`))
    const path = writeLog(folder, 'unknown.log', [...lines(200), ...unknown])
    const app = await logsieve.start(path)
    const log = await dressed(app, look)
    await log.expectRead()
    await log.goToLine(20)
    await log.press('w')
    await log.grid.row(20).click({ button: 'right' })
    await expect(log.page.getByRole('menu')).toBeVisible()
    await shoot(log, look, 'wrapped-menu')
    await log.press('Escape')
    await log.time.chip.click()
    await expect(log.time.dialog).toBeVisible()
    await shoot(log, look, 'time-range')
    await log.press('Escape')
    await log.press('Control+f')
    const find = log.page.getByRole('search', { name: log.texts.search.label })
    await find.getByRole('textbox', { name: log.texts.search.input }).fill('participant')
    await expect(find.getByRole('status')).toContainText('200')
    await shoot(log, look, 'find')
    await log.press('Escape')
    await log.tab('triage').click()
    await log.triage.kinds
      .filter({ hasText: strange })
      .getByRole('button', { name: log.texts.triage.makeRule })
      .click()
    await expect(log.dialog.getByRole('listitem')).toHaveCount(unknown.length)
    await shoot(log, look, 'rule-editor')
  })

  test(`screenshots of tabs: ${title}`, async ({ logsieve, folder }) => {
    test.slow()
    const names = Array.from({ length: 19 }, (_, at) => `livekit-server-${at + 1}.log`)
    const [first, second, ...others] = names.map((name) => writeLog(folder, name, lines(30)))
    const app = await logsieve.start(first!, second!)
    const log = await dressed(app, look)
    await log.expectRead()
    await shoot(log, look, 'tabs-2')
    await log.drop(...others)
    await log.expectOpen('livekit-server-3.log')
    append(first!, active(31))
    append(second!, withoutConnection(31))
    await expect(log.tabs.withNews(names[0]!, 'records')).toBeVisible()
    await expect(log.tabs.withNews(names[1]!, 'problems')).toBeVisible()
    await log.press('Control+2')
    await log.press('Control+3')
    append(second!, withoutConnection(32))
    await expect(log.tabs.withNews(names[1]!, 'problems')).toBeVisible()
    await shoot(log, look, 'tabs-19')
    await log.press('Control+t')
    await expect(log.welcome.title).toBeVisible()
    await shoot(log, look, 'tabs-20')
  })

  test(`screenshots of what goes wrong: ${title}`, async ({ logsieve, folder }) => {
    test.slow()
    const app = await logsieve.start(join(folder, 'not', 'there.log'))
    const log = await dressed(app, look)
    await expect(log.failure).toBeVisible()
    await shoot(log, look, 'failure')
    const cut = gzipSync(`${lines(2000).join('\n')}\n`)
    await log.drop(writeLog(folder, 'cut.gz', cut.subarray(0, cut.length / 2)))
    await expect(log.notice('archive-damaged')).toBeVisible()
    await log.grid.press('End')
    await expect(log.time.chart).toBeVisible()
    await shoot(log, look, 'damaged-archive')
  })

  test(`screenshots of the containers: ${title}`, async ({ logsieve, folder }) => {
    test.slow()
    const lines = [
      { stream: 'err', time: '2026-11-20T14:00:01.000000000Z', text: zap('x') },
    ] as const
    const standIn = await EngineStandIn.create(folder, {
      containers: {
        'livekit-livekit-1': { image: 'livekit/livekit-server:v1.9', status: 'Up 3 hours', lines },
        'livekit-caddy-1': { image: 'caddy:2', status: 'Exited (1) 2 days ago' },
        'app-payments-with-a-very-long-name-of-a-project-7f9c1b.1.goom36mvtfowxyz': {
          image: 'registry.example.org/group/subgroup/payments-service:2026.11.20-0123456789ab',
          status: 'Up 2 weeks (healthy)',
        },
        postgres: { image: 'postgres:16', status: 'Up 3 hours (healthy)' },
      },
      services: { 'livekit-ingress-abc123': { image: 'livekit/ingress:v1.4', status: '1/1' } },
    })
    const app = await logsieve.startWith({ environment: { PATH: standIn.bin } })
    const log = await dressed(app, look)
    const { containers } = log.texts
    const list = log.dialog.getByRole('button', { name: containers.list, exact: true })
    await log.welcome.container.click()
    await expect(log.dialog.getByRole('listitem')).toHaveCount(5)
    await shoot(log, look, 'containers')
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
}

/** What docker says of itself. */
const TROUBLES = {
  permission:
    'permission denied while trying to connect to the docker API at unix:///var/run/docker.sock',
  down: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
}
