import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react'

import { useApplication } from '../application/contexts'
import type { Command } from '../shortcuts/command-of'
import { CONTROL } from '../shortcuts/control-key'
import { runCommand } from '../shortcuts/run-command'
import { useTexts } from '../text/i18n'

export interface MenuPlace {
  readonly x: number
  readonly y: number
}

const ITEMS = [
  ['fromHere', 'from-here', '['],
  ['untilHere', 'until-here', ']'],
  ['copy', 'copy', `${CONTROL} C`],
] as const satisfies readonly (readonly [string, Command, string])[]

/** As log.css has it, so that the menu stays in the window. */
const WIDTH = 260
const HEIGHT = ITEMS.length * 26 + 10

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** What can be done with the selected record, where the mouse asked for it. */
export function RowMenu({
  place,
  onClose,
}: {
  readonly place: MenuPlace
  readonly onClose: () => void
}) {
  const { t } = useTexts()
  const application = useApplication()
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement
    menu.current?.showPopover()
    menu.current?.querySelector('button')?.focus()
    return () => {
      // Unless somebody went elsewhere.
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus()
    }
  }, [])

  function onKeyDown(event: KeyboardEvent): void {
    const step = STEPS[event.key]
    if (event.key !== 'Escape' && event.key !== 'Tab' && step === undefined) return
    event.preventDefault()
    if (step === undefined) onClose()
    else {
      const items = [...(menu.current?.querySelectorAll('button') ?? [])]
      const at = items.findIndex((item) => item === document.activeElement)
      items[(at + step + items.length) % items.length]?.focus()
    }
  }

  return (
    <div
      ref={menu}
      // Not one that the release of the very mouse button which opened it would close.
      popover="manual"
      role="menu"
      className="menu"
      aria-label={t('log.menu')}
      style={{
        left: Math.min(place.x, window.innerWidth - WIDTH),
        top: Math.min(place.y, window.innerHeight - HEIGHT),
      }}
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget }) => {
        if (!menu.current?.contains(relatedTarget)) onClose()
      }}
    >
      {ITEMS.map(([name, command, key]) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className="menu-item"
          onClick={(event: MouseEvent) => {
            event.stopPropagation()
            onClose()
            runCommand(application, command)
          }}
        >
          {t(`log.menuItems.${name}`)}
          <kbd aria-hidden="true">{key}</kbd>
        </button>
      ))}
    </div>
  )
}
