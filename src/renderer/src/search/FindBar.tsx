import { CaseSensitive, ChevronDown, ChevronUp, Funnel, Regex, X } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'

import { MAX_QUERY_LENGTH } from '#shared/search'

import { useDocument } from '../application/contexts'
import { IconButton } from '../controls/IconButton'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { SearchStatusText } from './SearchStatusText'
import './search.css'

/** Asks for a text and walks from match to match. */
export function FindBar() {
  const { t } = useTexts()
  const { search } = useDocument()
  const isOpen = useStore(search.isOpen)
  const form = useStore(search.form)
  const status = useStore(search.status)
  const input = useRef<HTMLInputElement>(null)
  const opened = useStore(search.opened)

  useEffect(() => {
    if (!isOpen) return
    const before = document.activeElement
    return () => {
      // Focus goes back to where it was, if that is still there.
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [isOpen])
  useEffect(() => {
    input.current?.select()
  }, [opened])

  if (!isOpen) return null

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && event.target === input.current) {
      event.preventDefault()
      void search.go(!event.shiftKey)
    }
  }

  const hasFailed = status?.state === 'failed'
  return (
    <search className="find" aria-label={t('search.label')} onKeyDown={onKeyDown}>
      <div className="find-field" data-failed={hasFailed || undefined}>
        <input
          ref={input}
          type="text"
          className="find-input"
          aria-label={t('search.input')}
          aria-describedby="find-status"
          aria-invalid={hasFailed}
          placeholder={t('search.placeholder')}
          value={form.query}
          maxLength={MAX_QUERY_LENGTH}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => search.change({ query: event.target.value })}
        />
        <Toggle
          label={t('search.matchesCase')}
          hint={t('search.matchesCaseHint')}
          icon={CaseSensitive}
          isOn={form.matchesCase}
          onToggle={(matchesCase) => search.change({ matchesCase })}
        />
        <Toggle
          label={t('search.isRegex')}
          icon={Regex}
          isOn={form.isRegex}
          onToggle={(isRegex) => search.change({ isRegex })}
        />
      </div>
      <button
        type="button"
        className="button button-small find-only"
        aria-pressed={form.onlyMatches}
        title={t('search.onlyMatchesHint')}
        onClick={() => search.change({ onlyMatches: !form.onlyMatches })}
      >
        <Funnel size={13} aria-hidden />
        {t('search.onlyMatches')}
      </button>
      <IconButton
        label={t('search.previous')}
        icon={ChevronUp}
        onClick={() => void search.go(false)}
      />
      <IconButton
        label={t('search.next')}
        icon={ChevronDown}
        onClick={() => void search.go(true)}
      />
      <SearchStatusText />
      <IconButton label={t('search.close')} icon={X} onClick={() => search.close()} />
    </search>
  )
}

interface ToggleProps {
  readonly label: string
  readonly hint?: string
  readonly icon: typeof X
  readonly isOn: boolean
  readonly onToggle: (isOn: boolean) => void
}

function Toggle({ label, hint = label, icon: Icon, isOn, onToggle }: ToggleProps) {
  return (
    <button
      type="button"
      className="find-toggle"
      aria-label={label}
      aria-pressed={isOn}
      title={hint}
      onClick={() => onToggle(!isOn)}
    >
      <Icon size={16} aria-hidden />
    </button>
  )
}
