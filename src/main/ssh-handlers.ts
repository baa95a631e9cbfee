import type { sshRequests } from '#shared/protocol/ssh'

import type { RequestHandlers } from './ipc'
import type { OpenSources } from './open-sources'
import type { Questions } from './questions'
import { saveCopy } from './save-dialog'
import type { Servers } from './servers'
import type { SettingsStore } from './settings'

export interface SshParts {
  readonly questions: Questions
  readonly servers: Servers
  readonly sources: OpenSources
}

/** What main does for each request that concerns other machines. */
export function sshHandlers(
  settings: SettingsStore,
  { questions, servers, sources }: SshParts,
): Pick<RequestHandlers, keyof typeof sshRequests> {
  return {
    'question.answer': ({ page }, id, answer) => questions.answer(page, id, answer),
    'question.cancel': ({ page }, id) => questions.cancel(page, id),
    'server.hosts': () => servers.hosts(),
    'server.browse': (window, place) => servers.browse(window, place),
    'server.stopBrowsing': (window) => servers.stopBrowsing(window),
    'server.open': (window, place) => servers.open(window, place),
    'source.connection': (_window, source) => sources.connection(source)?.state ?? null,
    'source.retryNow': (_window, source) => sources.connection(source)?.retryNow(),
    'source.stop': (_window, source) => sources.connection(source)?.stop(),
    'source.front': (_window, source) => sources.find(source)?.front?.state ?? null,
    'source.wantFront': (_window, source, isWanted) =>
      sources.find(source)?.front?.setWanted(isWanted),
    'source.saveCopy': ({ window }, source) =>
      saveCopy(window, sources.find(source), settings.language),
  }
}
