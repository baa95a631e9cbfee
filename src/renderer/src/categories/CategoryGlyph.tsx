import {
  ArrowLeftRight,
  AudioWaveform,
  CircleCheck,
  CircleQuestionMark,
  Lightbulb,
  OctagonAlert,
  UserRoundX,
  type LucideIcon,
} from 'lucide-react'

import type { Category } from '#shared/category'

/** A shape of its own for each, for those who do not see the colours. */
const GLYPHS: Readonly<Record<Category, LucideIcon>> = {
  problem: OctagonAlert,
  client: UserRoundX,
  unknown: CircleQuestionMark,
  advice: Lightbulb,
  noise: AudioWaveform,
  activity: ArrowLeftRight,
  healthy: CircleCheck,
}

interface CategoryGlyphProps {
  readonly category: Category
  readonly size?: number
  /** Given where no text beside it names the category. */
  readonly label?: string
}

export function CategoryGlyph({ category, size = 14, label }: CategoryGlyphProps) {
  const Glyph = GLYPHS[category]
  const name = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }
  return (
    <Glyph className="glyph" data-category={category} size={size} strokeWidth={2.25} {...name} />
  )
}
