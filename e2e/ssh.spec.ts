import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'

import { GUEST, hasGuests } from '../src/sources/remote/test-guest'
import { hasSshd } from '../src/sources/remote/test-sshd'
import { profileIn } from './app'
import { violations } from './axe'
import { expect, test } from './fixtures'
import { lines, writeLog } from './logs'
import { enlarge, smallDisk } from './small-disk'
import { hostOf } from './ssh'
import { said } from './texts'

test.skip(!hasSshd, 'there is no sshd here (openssh-server)')

const WITH_GUEST = 'only root can give sshd a user for the test, where it may mount'

test.describe('questions of ssh', () => {
  test('the passphrase of a key: called off, wrong three times, wrong once and right', async ({
    ssh,
    folder,
  }) => {
    const sshd = await ssh.serve({ passphrase: 'correct horse' })
    const path = writeLog(folder, 'a.log', lines(3))
    const { window } = await ssh.start(sshd, sshd.address(path))
    const { remote, texts } = window
    const question = remote.question('passphrase', hostOf(sshd))
    const wrong = question.getByRole('alert')
    await expect(question).toContainText(join(sshd.folder, 'user'))
    await expect(question).toContainText(hostOf(sshd))
    expect(await violations(window.page)).toEqual([])
    await window.press('Escape')
    await expect(question).toBeHidden()
    await window.expectFailure('cancelled', sshd.address(path))

    await remote.open(sshd, path)
    await remote.answer(question, 'wrong')
    await expect(wrong).toHaveText(texts.ssh.questions.wrong)
    await remote.answer(question, 'wrong again')
    await expect(wrong).toBeVisible()
    await remote.answer(question, 'and again')
    await window.expectFailure('sign-in-failed', sshd.address(path))

    await remote.open(sshd, path)
    await remote.answer(question, 'wrong')
    await expect(wrong).toBeVisible()
    await remote.answer(question, 'correct horse')
    await expect(question).toBeHidden()
    await window.expectOpen('a.log')
  })

  test('a password, which is kept nowhere', async ({ ssh, folder }) => {
    test.skip(!hasGuests, WITH_GUEST)
    const sshd = await ssh.serve({ signIn: 'password' })
    const app = await ssh.start(sshd, sshd.address(writeLog(folder, 'a.log', lines(3))))
    const { remote } = app.window
    await remote.answer(remote.question('password', hostOf(sshd)), GUEST.password)
    await app.window.expectOpen('a.log')
    await app.close()
    const files = readdirSync(profileIn(folder), { recursive: true, withFileTypes: true })
    const kept = files.filter(
      (file) =>
        file.isFile() && readFileSync(join(file.parentPath, file.name)).includes(GUEST.password),
    )
    expect(files.length).toBeGreaterThan(0)
    expect(kept).toEqual([])
  })

  test('what the server itself asks, such as a code', async ({ ssh, folder }) => {
    test.skip(!hasGuests, WITH_GUEST)
    const sshd = await ssh.serve({ signIn: 'code' })
    const app = await ssh.start(sshd, sshd.address(writeLog(folder, 'a.log', lines(3))))
    const { remote, texts } = app.window
    const question = remote.question('server', hostOf(sshd))
    await expect(question).toContainText(texts.ssh.questions.lead.server)
    await expect(question.getByRole('blockquote')).toHaveText(`(${GUEST.name}@localhost) Password:`)
    await expect(remote.answerOf(question)).toHaveAttribute('type', 'password')
    await question.getByLabel(texts.ssh.questions.show).check()
    await expect(remote.answerOf(question)).toHaveAttribute('type', 'text')
    await remote.answerOf(question).fill(GUEST.password)
    await question.getByRole('button', { name: texts.ssh.questions.answer }).click()
    await app.window.expectOpen('a.log')
  })

  test('several wait for each other', async ({ ssh, folder }) => {
    const sshd = await ssh.serve({ passphrase: 'correct horse' })
    const names = ['a.log', 'b.log']
    const sources = names.map((name) => sshd.address(writeLog(folder, name, lines(3))))
    const { window } = await ssh.start(sshd, ...sources)
    const { remote, texts } = window
    const question = remote.question('passphrase', hostOf(sshd))
    const waiting = said(texts.ssh.questions.waiting_one, { count: 1 })
    await expect(question.getByText(waiting)).toBeVisible()
    await remote.answer(question, 'correct horse')
    await expect(question.getByText(waiting)).toBeHidden()
    await remote.answer(question, 'correct horse')
    await expect(question).toBeHidden()
    for (const name of names) {
      await window.tabs.of(name).click()
      await window.expectOpen(name)
    }
  })
})

test('the key of a host: unknown and refused, compared and remembered, changed', async ({
  ssh,
  folder,
}) => {
  const sshd = await ssh.serve({ asksAboutHost: true })
  await sshd.knowHost('none')
  const known = () => readFileSync(join(sshd.folder, 'known_hosts'), 'utf8')
  const path = writeLog(folder, 'a.log', lines(3))
  const { window } = await ssh.start(sshd, sshd.address(path))
  const { remote, texts } = window
  const question = remote.question('host-key', hostOf(sshd))
  await expect(question).toBeVisible()
  // The button that has the focus is the one that risks nothing.
  await window.press('Enter')
  await window.expectFailure('cancelled', sshd.address(path))
  expect(known()).toBe('')

  await remote.open(sshd, path)
  await expect(question).toContainText(sshd.fingerprint)
  await expect(question).toContainText('ED25519')
  const given = question.getByLabel(texts.ssh.questions.compare)
  const trust = question.getByRole('button', { name: texts.ssh.questions.trust })
  await given.fill('SHA256:somethingElse')
  await expect(question.getByRole('status')).toHaveText(texts.ssh.questions.differs)
  expect(await violations(window.page)).toEqual([])
  await expect(trust).toBeDisabled()
  await given.fill(sshd.fingerprint)
  await expect(question.getByRole('status')).toHaveText(texts.ssh.questions.same)
  await trust.click()
  await window.expectOpen('a.log')
  expect(known()).toContain('ssh-ed25519')

  await window.closeLog()
  await sshd.knowHost('wrong')
  await remote.open(sshd, path)
  await window.expectFailure('host-key-changed', sshd.address(path))
  await expect(window.failure).toContainText(sshd.fingerprint)
  await expect(window.failure).toContainText('ssh-keygen -f')
  await expect(window.dialog).toBeHidden()
})

test.describe('what cannot be opened', () => {
  test('a file that is not there, and one of another user', async ({ ssh, folder }) => {
    test.skip(!hasGuests, WITH_GUEST)
    const sshd = await ssh.serve({ signIn: 'password' })
    const missing = join(folder, 'nowhere.log')
    const { window } = await ssh.start(sshd, sshd.address(missing))
    const { remote } = window
    const question = remote.question('password', hostOf(sshd))
    await remote.answer(question, GUEST.password)
    await window.expectFailure('not-found', sshd.address(missing))
    const secret = writeLog(folder, 'secret.log', lines(3))
    chmodSync(secret, 0o600)
    await remote.open(sshd, secret)
    await remote.answer(question, GUEST.password)
    await window.expectFailure('no-permission', sshd.address(secret))
  })

  test('a system without ssh is told how to get it', async ({ logsieve, folder }) => {
    const bin = join(folder, 'bin')
    mkdirSync(bin)
    const app = await logsieve.startWith({
      sources: ['ssh://log.example.org/a.log'],
      environment: { PATH: bin },
    })
    const { window } = app
    await window.expectFailure('no-ssh', 'ssh://log.example.org/a.log')
    const system = process.platform === 'darwin' ? 'darwin' : 'linux'
    await expect(window.failure).toContainText(window.texts.ssh.install[system])
  })

  test('a host that never answers is given up on demand', async ({ ssh }) => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const connected = once(silent, 'connection') as Promise<[Socket]>
    const sshd = await ssh.serve()
    const address = `ssh://localhost:${port}/a.log`
    const { window } = await ssh.start(sshd, address)
    const { opening, cancel } = window.texts.tabs
    await expect(window.page.getByText(said(opening, { name: address }))).toBeVisible()
    const [socket] = await connected
    const ended = once(socket.resume(), 'close')
    await window.button(cancel).click()
    await ended
    await window.expectWelcome()
    silent.close()
  })
})

test.describe('a connection that drops', () => {
  test('is taken up again by itself when sshd was restarted', async ({ ssh, folder }) => {
    const sshd = await ssh.serve()
    const path = writeLog(folder, 'a.log', lines(3))
    const { window } = await ssh.start(sshd, sshd.address(path))
    await window.expectOpen('a.log')
    await sshd.halt()
    await expect(window.remote.button('now')).toBeVisible()
    await sshd.resume()
    appendFileSync(path, `${lines(1).join('\n')}\n`)
    await window.expectCounts({ shown: 4, of: 4 })
    await expect(window.remote.button('stop')).toBeHidden()
  })

  test('can be stopped, saved from, and taken up again', async ({ ssh, folder }) => {
    const sshd = await ssh.serve()
    const path = writeLog(folder, 'a.log', lines(3))
    const app = await ssh.start(sshd, sshd.address(path))
    const { window } = app
    const { remote, texts } = window
    await window.expectOpen('a.log')
    await sshd.halt()
    const host = hostOf(sshd)
    await expect(window.page.getByText(said(texts.ssh.connection.lost, { host }))).toBeVisible()
    await remote.button('stop').click()
    await expect(window.page.getByText(texts.ssh.connection.stoppedHint)).toBeVisible()
    await expect(window.status).toContainText(texts.ssh.connection.notConnected)
    expect(await violations(window.page)).toEqual([])

    const copy = join(folder, 'copy.log')
    await app.chooseToSave(copy)
    await remote.button('saveCopy').click()
    await expect(window.status.getByText(texts.status.copySaved)).toBeVisible()
    expect(readFileSync(copy, 'utf8')).toBe(readFileSync(path, 'utf8'))

    appendFileSync(path, `${lines(1).join('\n')}\n`)
    await sshd.resume()
    await remote.button('again').click()
    await window.expectCounts({ shown: 4, of: 4 })
    await expect(remote.button('again')).toBeHidden()
  })

  test('a question when it comes back, refused, stops it', async ({ ssh, folder }) => {
    const sshd = await ssh.serve({ passphrase: 'correct horse' })
    const path = writeLog(folder, 'a.log', lines(3))
    const { window } = await ssh.start(sshd, sshd.address(path))
    const question = window.remote.question('passphrase', hostOf(sshd))
    await window.remote.answer(question, 'correct horse')
    await window.expectOpen('a.log')
    sshd.cut()
    await expect(question).toBeVisible()
    await window.press('Escape')
    await expect(window.remote.button('again')).toBeVisible()
    await window.remote.button('again').click()
    await window.remote.answer(question, 'correct horse')
    await expect(window.remote.button('again')).toBeHidden()
    appendFileSync(path, `${lines(1).join('\n')}\n`)
    await window.expectCounts({ shown: 4, of: 4 })
  })
})

test.describe('the dialog for a log of a server', () => {
  test('a host of the config, folders on the way, the log: all by keyboard', async ({
    ssh,
    folder,
  }) => {
    const sshd = await ssh.serve()
    writeFileSync(
      join(ssh.home, '.ssh', 'config'),
      `Host elsewhere\nHost localhost *.example.org\n  HostName 127.0.0.1\n`,
    )
    mkdirSync(join(folder, 'logs'))
    writeLog(join(folder, 'logs'), 'livekit.log', lines(3))
    writeFileSync(join(folder, 'logs', 'ot\u001bher.txt'), '')
    const { window } = await ssh.start(sshd)
    const { remote, page } = window
    await window.expectWelcome()
    await window.press('Control+Shift+O')
    await expect(remote.suggestions).toHaveText([/^elsewhere/, /^localhost\s*127\.0\.0\.1$/])
    await expect(remote.field('host')).toBeFocused()
    await page.keyboard.type('local')
    await expect(remote.suggestions).toHaveCount(1)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(remote.field('host')).toHaveValue('localhost')
    await remote.field('port').fill(String(sshd.port))

    await remote.field('path').fill(`${folder}/lo`)
    await page.keyboard.press('ArrowDown')
    await expect(remote.suggestions).toHaveText([/logs\//])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(remote.field('path')).toHaveValue(`${folder}/logs/`)
    await expect(remote.suggestions).toHaveText([/livekit\.log/, /ot␛her\.txt/])
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(remote.field('path')).toHaveValue(`${folder}/logs/livekit.log`)
    await page.keyboard.press('Enter')
    await window.expectOpen('livekit.log')

    // It is found again, without anything but its address.
    await window.closeLog()
    await expect(window.welcome.recentFiles).toHaveText([/livekit\.log.*localhost:\d+:/])
    await window.welcome.recentFiles.first().click()
    await window.expectOpen('livekit.log')
  })

  test('what is wrong is told at its field, and what cannot be reached', async ({ ssh }) => {
    const sshd = await ssh.serve()
    const { window } = await ssh.start(sshd)
    const { remote, texts } = window
    const { mistakes } = texts.ssh.server
    await window.button(texts.welcome.openServer).click()
    const expectMistake = async (field: 'host' | 'port' | 'path') => {
      await window.press('Enter')
      await expect(remote.serverDialog.getByRole('alert')).toHaveText(mistakes[field])
      await expect(remote.field(field)).toHaveAttribute('aria-invalid', 'true')
    }
    await expectMistake('host')
    await remote.field('host').fill('-oProxyCommand=id')
    await expectMistake('host')
    await remote.field('host').fill('localhost')
    await expectMistake('path')
    await remote.field('path').fill('/var/log/')
    await expectMistake('path')
    await remote.field('port').fill('70000')
    await expectMistake('port')
    await remote.field('port').fill('1')
    await remote.field('path').fill('')
    await remote.field('path').press('ArrowDown')
    await expect(remote.serverDialog).toContainText(texts.failures.unreachable.title)
    expect(await violations(window.page)).toEqual([])
  })
})

test.describe('the copy of a log from elsewhere', () => {
  test('a disk that is full is told, and it goes on when there is room', async ({
    ssh,
    folder,
    logsieve,
  }) => {
    test.skip(!hasGuests, 'only root can mount a small disk')
    const sshd = await ssh.serve()
    const path = writeLog(folder, 'a.log', lines(3))
    const { through, disk } = await smallDisk(folder)
    const app = await logsieve.startWith({
      sources: [sshd.address(path)],
      through,
      environment: { PATH: sshd.searchPath, TMPDIR: disk },
    })
    const { window } = app
    await window.expectOpen('a.log')
    appendFileSync(path, `${'x'.repeat(2_000_000)}\n`)
    await expect(window.page.getByText(window.texts.notices['disk-full'].title)).toBeVisible()
    await expect(window.page.getByText('ENOSPC')).toBeVisible()
    await expect(window.grid.row(1)).toBeVisible()
    await enlarge(app, disk)
    await expect(window.page.getByText(window.texts.notices['disk-full'].title)).toBeHidden()
    await window.expectCounts({ shown: 4, of: 4 })
  })
})
