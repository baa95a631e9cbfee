import { contextBridge, ipcRenderer, webUtils } from 'electron'

import type {
  ApplicationArguments,
  ApplicationRequest,
  ApplicationResults,
  LogsieveBridge,
} from '#shared/protocol/application'
import {
  EVENT_CHANNEL,
  PORT_CHANNEL,
  PORT_MESSAGE,
  requestChannel,
  type DoorAnswer,
  type EventOnTheWire,
  type PortMessage,
} from '#shared/protocol/door'

async function ask<R extends ApplicationRequest>(
  request: R,
  ...args: ApplicationArguments<R>
): Promise<ApplicationResults[R]> {
  const answer = (await ipcRenderer.invoke(requestChannel(request), ...args)) as DoorAnswer<R>
  if (answer.ok) return answer.value
  throw new Error(`${answer.error.code}: ${answer.error.message}`)
}

const bridge: LogsieveBridge = {
  getSettings: () => ask('settings.get'),
  setSettings: (patch) => ask('settings.set', patch),
  openDialog: () => ask('document.openDialog'),
  openExample: () => ask('document.openExample'),
  openRecent: (index) => ask('document.openRecent', index),
  // Only a real File has a path; what a page's script made up has an empty one, which main refuses.
  openDropped: (files) => {
    const paths = (files as readonly File[]).map((file) => webUtils.getPathForFile(file))
    return ask('document.openDropped', paths)
  },
  openEntry: (tab, index) => ask('document.openEntry', tab, index),
  showOlderFiles: (tab) => ask('tab.showOlderFiles', tab),
  openMerged: (logs, order) => ask('merge.open', [...logs], order),
  changeMerge: (tab, shifts, order) => ask('merge.change', tab, [...shifts], order),
  tryAgain: (tab) => ask('tab.tryAgain', tab),
  newTab: () => ask('tab.new'),
  activateTab: (tab) => ask('tab.activate', tab),
  closeTab: (tab) => ask('tab.close', tab),
  moveTab: (tab, place) => ask('tab.move', tab, place),
  listSession: () => ask('session.list'),
  reopenSession: () => ask('session.reopen'),
  listContainers: (host) => ask('containers.list', host),
  openContainer: (index) => ask('document.openContainer', index),
  listRecent: () => ask('recent.list'),
  clearRecent: () => ask('recent.clear'),
  pageReady: () => ask('page.ready'),
  writeClipboard: (text) => ask('clipboard.write', text),
  saveRule: (yaml, replaces) => ask('rules.save', yaml, replaces),
  listRuleProblems: () => ask('rules.problems'),
  openLink: (url) => ask('link.open', url),
  answerQuestion: (id, answer) => ask('question.answer', id, answer),
  cancelQuestion: (id) => ask('question.cancel', id),
  listHosts: () => ask('server.hosts'),
  browseServer: (place) => ask('server.browse', place),
  stopBrowsing: () => ask('server.stopBrowsing'),
  openServer: (place) => ask('server.open', place),
  getConnection: (source) => ask('source.connection', source),
  retryConnection: (source) => ask('source.retryNow', source),
  stopConnection: (source) => ask('source.stop', source),
  getFront: (source) => ask('source.front', source),
  wantFront: (source, isWanted) => ask('source.wantFront', source, isWanted),
  saveCopy: (source) => ask('source.saveCopy', source),
  platform: process.platform,
  onEvent: (listener) => {
    const forward = (_event: unknown, { event, data }: EventOnTheWire): void =>
      listener(event, data)
    ipcRenderer.on(EVENT_CHANNEL, forward)
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, forward)
    }
  },
}

contextBridge.exposeInMainWorld('logsieve', bridge)

// A MessagePort cannot cross the context bridge; a message to the own window can carry it.
ipcRenderer.on(PORT_CHANNEL, ({ ports: [port] }, document: number) => {
  const message: PortMessage = { type: PORT_MESSAGE, document }
  if (port !== undefined) window.postMessage(message, location.origin, [port])
})
