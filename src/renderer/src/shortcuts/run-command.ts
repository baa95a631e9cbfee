import type { ApplicationModel } from '../application/ApplicationModel'
import { bridge } from '../application/bridge'
import {
  clearGroup,
  showFrom,
  showTimes,
  showUntil,
  toggleCategory,
} from '../categories/filter-changes'
import { saveCopy } from '../connection/save-copy'
import { copyRecord } from '../detail/copy-record'
import type { DocumentModel } from '../document/DocumentModel'
import { isTabCommand, runTabCommand, type TabCommand } from '../tabs/tab-commands'
import type { Command } from './command-of'

/** Does what a key or an item of the menu asks for, as far as there is a document for it. */
export function runCommand(application: ApplicationModel, command: Command): void {
  if (command === 'open') void bridge.openDialog()
  else if (command === 'open-server') application.dialog.set('server')
  else if (command === 'show-shortcuts') application.dialog.set('shortcuts')
  else if (isTabCommand(command)) runTabCommand(application.tabs, command)
  else if (command === 'merge') application.dialog.set('merge')
  else if (command === 'open-container') application.dialog.set('containers')
  else {
    const document = application.tabs.document.get()
    if (document) runInDocument(application, document, command)
  }
}

function runInDocument(
  application: ApplicationModel,
  document: DocumentModel,
  command: Exclude<
    Command,
    'open' | 'open-server' | 'open-container' | 'merge' | 'show-shortcuts' | TabCommand
  >,
): void {
  const { filter, log, search, tab } = document
  switch (command) {
    case 'toggle-noise':
      document.setFilter(toggleCategory(filter.get(), 'noise'))
      break
    case 'toggle-follow':
      log.setFollowing(!log.isFollowing.get())
      break
    case 'show-log':
      tab.set('log')
      break
    case 'show-triage':
      tab.set('triage')
      break
    case 'go-to-line':
      application.dialog.set('go-to-line')
      break
    case 'time-range':
      application.dialog.set('time-range')
      break
    case 'toggle-timeline':
      application.settings.change({ timeline: !application.settings.get().timeline })
      break
    case 'toggle-wrap':
      application.settings.change({ wrap: !application.settings.get().wrap })
      break
    case 'save-copy':
      void saveCopy(application, document)
      break
    case 'from-here':
    case 'until-here':
      showFromHere(application, document, command === 'from-here' ? showFrom : showUntil)
      break
    case 'copy':
      void copyRecord(document).then((isCopied) => {
        application.announce(isCopied ? 'copied' : 'nothingToCopy')
      })
      break
    case 'find':
      tab.set('log')
      search.open()
      break
    case 'find-next':
    case 'find-previous':
      if (search.isOpen.get()) void search.go(command === 'find-next')
      break
    case 'next-problem':
    case 'previous-problem':
      tab.set('log')
      void log.goToProblem(command === 'next-problem').then((isFound) => {
        if (!isFound) application.announce('noProblem')
      })
      break
    case 'escape':
      if (search.isOpen.get()) search.close()
      else if (document.group.get()) document.setFilter(clearGroup(filter.get()))
      else if (document.finding.get()) document.closeFinding()
      else if (filter.get().time) document.setFilter(showTimes(filter.get(), null))
      else log.clearSelection()
  }
}

function showFromHere(
  application: ApplicationModel,
  document: DocumentModel,
  change: typeof showFrom,
): void {
  const time = document.log.timeOfSelection
  if (time === null) application.announce('noTimeSelected')
  else document.setFilter(change(document.filter.get(), time))
}
