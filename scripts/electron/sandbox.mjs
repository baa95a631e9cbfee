import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Chromium's sandbox needs user namespaces or a set-uid helper; newer Ubuntu
 * and most containers refuse the first to ordinary users. Chromium would end
 * with a crash and a stack: this says beforehand which one command helps.
 * @param {string} binary
 * @returns {string | undefined} what is missing
 */
export function missingSandbox(binary) {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return undefined
  const helper = join(dirname(binary), 'chrome-sandbox')
  const stats = statSync(helper, { throwIfNoEntry: false })
  if (stats && stats.uid === 0 && stats.mode & 0o4000) return undefined
  // What Chromium itself would do, in small. Without the tool nobody can say.
  const probe = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' })
  if (probe.error || probe.status === 0) return undefined
  return [
    'This system gives ordinary users no user namespaces, which the sandbox of Electron needs.',
    'Run once, to use its set-uid helper instead:',
    `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  ].join('\n')
}
