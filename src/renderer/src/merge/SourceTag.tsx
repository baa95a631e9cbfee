import { visibleString } from '../text/visible-text'
import type { ShownSource } from './useSources'
import { useShiftText } from './useShiftText'

/** The name of a log on its colour. */
export function SourceTag({ source }: { readonly source: ShownSource }) {
  const withShift = useShiftText()
  return (
    <span className="source-tag" data-source={source.color} title={withShift(source)}>
      {visibleString(source.shortName)}
    </span>
  )
}
