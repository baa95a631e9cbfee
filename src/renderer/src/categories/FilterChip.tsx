import { X } from 'lucide-react'

import type { Category } from '#shared/category'

import { IconButton } from '../controls/IconButton'
import { CategoryGlyph } from './CategoryGlyph'

/** Tells that only some records are shown, and takes it back. */
export function FilterChip({
  category,
  text,
  hint,
  clearLabel,
  onClear,
}: {
  readonly category: Category
  readonly text: string
  readonly hint?: string
  readonly clearLabel: string
  readonly onClear: () => void
}) {
  return (
    <div className="group-bar">
      <span className="group-chip" data-category={category}>
        <CategoryGlyph category={category} />
        <span className="group-text" title={hint}>
          {text}
        </span>
        <IconButton label={clearLabel} icon={X} size={13} onClick={onClear} />
      </span>
    </div>
  )
}
