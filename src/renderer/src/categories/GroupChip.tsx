import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'
import { clearGroup } from './filter-changes'
import { FilterChip } from './FilterChip'

/** Tells that only one kind of message is shown, and takes it back. */
export function GroupChip() {
  const { t } = useTexts()
  const document = useDocument()
  const group = useStore(document.group)
  return (
    group && (
      <FilterChip
        category={group.category}
        text={t('log.onlyGroup', { message: visibleString(group.message) })}
        clearLabel={t('log.clearGroup')}
        onClear={() => document.setFilter(clearGroup(document.filter.get()))}
      />
    )
  )
}
