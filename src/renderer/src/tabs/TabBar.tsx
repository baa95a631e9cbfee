import { useEffect, useRef, type KeyboardEvent } from 'react'

import { bridge } from '../application/bridge'
import { useApplication } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { TabItem } from './TabItem'
import { tabId } from './tab-id'
import './tabs.css'

/** How many places each key moves on, round the ends. */
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 }

/** The open logs. Of a single one there is nothing to choose, so there is no bar. */
export function TabBar() {
  const { t } = useTexts()
  const { tabs } = useApplication()
  const list = useStore(tabs.list)
  const active = useStore(tabs.active)
  const bar = useRef<HTMLElement>(null)
  const activeNumber = active?.number
  useEffect(() => {
    const tab = bar.current?.querySelector('[aria-selected="true"]')
    tab?.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    // Who walks along the tabs stays in them.
    const { activeElement } = document
    if (activeElement?.role === 'tab' && tab instanceof HTMLElement) tab.focus()
  }, [activeNumber])
  if (list.length < 2) return null

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (!(event.target instanceof Element) || event.target.role !== 'tab') return
    const steps = STEPS[event.key]
    const tab =
      event.key === 'Home'
        ? list[0]
        : event.key === 'End'
          ? list.at(-1)
          : steps !== undefined && tabs.neighbour(steps)
    if (tab) void bridge.activateTab(tab.number)
    else if (event.key === 'Delete' && active) void bridge.closeTab(active.number)
    else return
    event.preventDefault()
  }

  return (
    <nav
      ref={bar}
      className="tabs"
      aria-label={t('tabs.label')}
      onKeyDown={onKeyDown}
      onWheel={({ currentTarget, deltaY }) => currentTarget.scrollBy(deltaY, 0)}
    >
      {/* A tab may hold no other control, so the tabs stand beside their buttons and are only named here. */}
      <div
        role="tablist"
        aria-label={t('tabs.label')}
        aria-owns={list.map(({ number }) => tabId(number)).join(' ')}
      />
      {list.map((tab) => (
        <TabItem key={tab.number} tab={tab} isActive={tab.number === activeNumber} />
      ))}
    </nav>
  )
}
