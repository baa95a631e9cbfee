import type { CSSProperties, MouseEvent } from 'react'
import { EyeOff } from 'lucide-react'

import type { Category } from '#shared/category'

import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { useNumber } from '../text/useNumber'
import { CategoryGlyph } from './CategoryGlyph'
import { isOnly, onlyCategory, toggleCategory } from './filter-changes'

interface CategoryButtonProps {
  readonly category: Category
  readonly count: number
}

/** Shows or hides one category; beside it, appearing when needed, shows it alone. */
export function CategoryButton({ category, count }: CategoryButtonProps) {
  const { t } = useTexts()
  const number = useNumber()
  const document = useDocument()
  const filter = useStore(document.filter)
  const isShown = !filter.hiddenCategories.includes(category)
  const name = t(`categories.${category}.name`)

  function toggle(event: MouseEvent): void {
    const change = event.altKey ? onlyCategory : toggleCategory
    document.setFilter(change(filter, category))
  }

  return (
    <li
      className="category"
      data-category={category}
      style={{ '--count-length': number(count).length } as CSSProperties}
    >
      <button
        type="button"
        className="category-toggle"
        aria-pressed={isShown}
        title={t('categories.hint', { hint: t(`categories.${category}.hint`) })}
        onClick={toggle}
      >
        <CategoryGlyph category={category} size={15} />
        <span className="category-name">{name}</span>{' '}
        {!isShown && <EyeOff className="category-hidden" size={13} aria-hidden />}
        <span className="category-count">{number(count)}</span>
      </button>
      <button
        type="button"
        className="category-only"
        aria-label={t('categories.onlyOf', { name })}
        aria-pressed={isOnly(filter, category)}
        onClick={() => document.setFilter(onlyCategory(filter, category))}
      >
        {t('categories.only')}
      </button>
    </li>
  )
}
