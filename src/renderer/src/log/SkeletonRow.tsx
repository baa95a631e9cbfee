import { memo } from 'react'

import { useTexts } from '../text/i18n'

/** Stands where a record will be as soon as the engine has sent it. */
export const SkeletonRow = memo(function SkeletonRow({
  position,
  start,
}: {
  readonly position: number
  readonly start: number
}) {
  const { t } = useTexts()
  return (
    <div
      role="row"
      className="row row-skeleton"
      style={{ top: start }}
      aria-rowindex={position + 1}
      aria-busy="true"
    >
      <span role="gridcell" aria-label={t('log.loading')}>
        <span className="bone" data-length={position % 4} />
      </span>
    </div>
  )
})
