import { useEffect } from 'react'

import { useApplication } from '../application/contexts'
import { commandOf } from './command-of'
import { runCommand } from './run-command'

const WRITING = 'input:not([type="checkbox"]), textarea, select, [contenteditable]'

/** Listens for the keys that work everywhere in the window. */
export function useShortcuts(): void {
  const application = useApplication()
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const { target } = event
      // An open dialog has its own keys, and Escape closes it.
      if (event.defaultPrevented || application.isAsking) return
      const isWriting = target instanceof Element && target.closest(WRITING) !== null
      const command = commandOf(event, isWriting)
      if (!command) return
      // Text that somebody has marked with the mouse is what they want to copy.
      if (command === 'copy' && (isWriting || window.getSelection()?.isCollapsed === false)) return
      event.preventDefault()
      runCommand(application, command)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [application])
}
