import { CircleX, X } from 'lucide-react'

import type { TabContent } from '#shared/protocol/application'

import { bridge } from '../application/bridge'
import type { News } from '../document/Unseen'
import { Store, useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'
import { dragTab } from './drag-tab'
import { TAB_PANEL_ID, tabId } from './tab-id'
import type { Tab } from './TabsModel'

const MIDDLE_BUTTON = 1
const END_LENGTH = 8
const NOTHING_NEW = new Store<News>('none')

/** A tab and the button that closes it. */
export function TabItem({ tab, isActive }: { readonly tab: Tab; readonly isActive: boolean }) {
  const { t } = useTexts()
  const { number, content, document } = tab
  const news = useStore(document?.unseen ?? NOTHING_NEW)
  const hasFailed = content.kind === 'failed'
  const source = sourceOf(content)
  const name = source ? visibleString(source.name) : t('tabs.new')
  const [start, end] = splitName(name)
  const signs = [
    ...(hasFailed ? [t('tabs.failed')] : []),
    ...(news === 'none' ? [] : [t(`tabs.news.${news}`)]),
  ]
  const close = () => void bridge.closeTab(number)
  return (
    <div
      className="tab"
      data-is-active={isActive || undefined}
      onPointerDown={(event) => dragTab(event, (place) => void bridge.moveTab(number, place))}
      onAuxClick={(event) => {
        if (event.button === MIDDLE_BUTTON) close()
      }}
    >
      <button
        type="button"
        role="tab"
        id={tabId(number)}
        className="tab-name"
        aria-label={[name, ...signs].join(', ')}
        aria-selected={isActive}
        aria-controls={isActive ? TAB_PANEL_ID : undefined}
        tabIndex={isActive ? 0 : -1}
        title={source ? visibleString(source.place) : name}
        onClick={() => void bridge.activateTab(number)}
      >
        {hasFailed && <CircleX size={13} className="tab-failed" aria-hidden />}
        <span className="tab-text">
          <span className="tab-text-start">{start}</span>
          <span>{end}</span>
        </span>
        {news !== 'none' && <span className="tab-news" data-news={news} aria-hidden />}
      </button>
      <button
        type="button"
        className="icon-button tab-close"
        aria-label={t('tabs.close', { name })}
        tabIndex={isActive ? 0 : -1}
        onClick={close}
      >
        <X size={13} aria-hidden />
      </button>
    </div>
  )
}

/** How the log in a tab is called, and where it is. */
function sourceOf(content: TabContent): { readonly name: string; readonly place: string } | null {
  if (content.kind === 'welcome') return null
  return content.kind === 'log' ? content.info : content
}

/** The end, which is always shown, is no more than the half. */
function splitName(name: string): readonly [start: string, end: string] {
  const characters = Array.from(name)
  const at = Math.max(Math.ceil(characters.length / 2), characters.length - END_LENGTH)
  return [characters.slice(0, at).join(''), characters.slice(at).join('')]
}
