import { X } from 'lucide-react'

import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'
import { CategoryGlyph } from './CategoryGlyph'
import { clearGroup } from './filter-changes'

/** Tells that only one kind of message is shown, and takes it back. */
export function GroupChip() {
  const { t } = useTexts()
  const document = useDocument()
  const group = useStore(document.group)
  if (!group) return null
  return (
    <div className="group-bar">
      <span className="group-chip" data-category={group.category}>
        <CategoryGlyph category={group.category} />
        <span className="group-text">
          {t('log.onlyGroup', { message: visibleString(group.message) })}
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label={t('log.clearGroup')}
          title={t('log.clearGroup')}
          onClick={() => document.setFilter(clearGroup(document.filter.get()))}
        >
          <X size={13} aria-hidden />
        </button>
      </span>
    </div>
  )
}
