import { CATEGORIES } from '#shared/category'

import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { CategoryButton } from './CategoryButton'
import { CategoryShares } from './CategoryShares'
import { hidesSomething } from './filter-changes'
import { useRecordCounts } from './useRecordCounts'
import { SHOW_ALL } from '#shared/filter'
import './categories.css'

/** The seven categories with what they count, each a switch. */
export function CategoryList() {
  const { t } = useTexts()
  const document = useDocument()
  const filter = useStore(document.filter)
  const counts = useRecordCounts()?.categories
  const isLastPart = (useStore(document.status)?.missingBytes ?? 0) > 0
  return (
    <section className="side-section" aria-labelledby="categories-title">
      <div className="side-heading">
        <h2 id="categories-title">{t('categories.title')}</h2>
        <button
          type="button"
          className="text-button"
          disabled={!hidesSomething(filter)}
          onClick={() => document.setFilter(SHOW_ALL)}
        >
          {t('categories.showAll')}
        </button>
      </div>
      {isLastPart && <p className="side-text">{t('lastPart.inSideBar')}</p>}
      {filter.time && <p className="side-text">{t('categories.inRange')}</p>}
      <CategoryShares counts={counts} />
      <ul className="categories">
        {CATEGORIES.map((category) => (
          <CategoryButton key={category} category={category} count={counts?.[category] ?? 0} />
        ))}
      </ul>
    </section>
  )
}
