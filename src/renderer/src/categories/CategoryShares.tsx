import { CATEGORIES, type Category } from '#shared/category'

type Counts = Readonly<Record<Category, number>>

/** What part of the log each category is, as one bar. The numbers stand below it, so it has no name. */
export function CategoryShares({ counts }: { readonly counts: Counts | undefined }) {
  return (
    <div className="shares" aria-hidden="true">
      {CATEGORIES.filter((category) => counts && counts[category] > 0).map((category) => (
        <span key={category} data-category={category} style={{ flexGrow: counts?.[category] }} />
      ))}
    </div>
  )
}
