import { useEffect, useRef } from 'react'
import { FileText, Folder, History, Server, type LucideIcon } from 'lucide-react'

import { visibleString } from '../text/visible-text'

export interface Suggestion {
  readonly kind: 'host' | 'recent' | 'folder' | 'file'
  readonly text: string
  readonly detail: string
  readonly choose: () => void
}

const ICONS = {
  host: Server,
  recent: History,
  folder: Folder,
  file: FileText,
} as const satisfies Record<Suggestion['kind'], LucideIcon>

export const SUGGESTIONS_ID = 'suggestions'

export function suggestionId(index: number): string {
  return `suggestion-${index}`
}

/** What a field could be filled with; the field keeps the focus. */
export function SuggestionList({
  label,
  suggestions,
  active,
}: {
  readonly label: string
  readonly suggestions: readonly Suggestion[]
  /** The one that Enter takes; -1 for none. */
  readonly active: number
}) {
  const ref = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (active >= 0) ref.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <ul ref={ref} id={SUGGESTIONS_ID} role="listbox" aria-label={label} className="suggestions">
      {suggestions.map(({ kind, text, detail, choose }, index) => {
        const Icon = ICONS[kind]
        return (
          <li
            key={index}
            id={suggestionId(index)}
            role="option"
            aria-selected={index === active}
            className="suggestion"
            onMouseDown={(event) => event.preventDefault()}
            onClick={choose}
          >
            <Icon size={14} aria-hidden />
            <span className="suggestion-text">{visibleString(text)}</span>{' '}
            <span className="suggestion-detail">{visibleString(detail)}</span>
          </li>
        )
      })}
    </ul>
  )
}
