import { visibleText } from './visible-text'

/** Text from a log, with everything that acts instead of showing turned into marks. */
export function VisibleText({
  text,
  keepLines = false,
}: {
  readonly text: string
  readonly keepLines?: boolean
}) {
  return visibleText(text, keepLines).map((segment, index) =>
    segment.kind === 'text' ? (
      segment.text
    ) : (
      <span key={index} className="mark">
        {segment.text}
      </span>
    ),
  )
}
