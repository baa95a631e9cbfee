import type { SearchStatus } from '#shared/protocol/document'

import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'
import { percentage } from '../text/format'
import { useTexts } from '../text/i18n'
import { useNumber } from '../text/useNumber'
import { visibleString } from '../text/visible-text'

/** How many records match and which of them is selected, how far the search is, or what is wrong. */
export function SearchStatusText() {
  const { t, language } = useTexts()
  const number = useNumber()
  const { search } = useDocument()
  const status = useStore(search.status)
  const ordinal = useStore(search.ordinal)

  function textOf({
    state,
    failure,
    shownMatches,
    matches,
    searchedRecords,
    ofRecords,
  }: SearchStatus): string {
    if (failure) return t(`search.${failure.code}`, { message: visibleString(failure.message) })
    let text: string =
      ordinal !== null && ordinal <= shownMatches
        ? t('search.ordinal', { ordinal, count: shownMatches })
        : matches === 0
          ? t('search.none')
          : t('search.count', { count: shownMatches })
    const hidden = matches - shownMatches
    if (hidden > 0) text = t('search.hidden', { status: text, number: number(hidden) })
    if (state !== 'searching') return text
    const share = ofRecords > 0 ? searchedRecords / ofRecords : 0
    const percent = percentage(share, language)
    return t('search.searching', { status: text, percent })
  }

  const text = status ? textOf(status) : ''
  return (
    <p
      id="find-status"
      role="status"
      className="find-status"
      title={text}
      data-state={status?.state}
    >
      {text}
    </p>
  )
}
