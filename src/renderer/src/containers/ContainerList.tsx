import { Box, Boxes } from 'lucide-react'

import type { ContainerOffer } from '#shared/protocol/application'

import { PickList } from '../controls/PickList'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'

interface ContainerListProps {
  /** null while they are asked for. */
  readonly containers: readonly ContainerOffer[] | null
  readonly part: string
  readonly onPart: (part: string) => void
  readonly onOpen: (index: number) => void
}

/** The containers and services, found by name or image. */
export function ContainerList({ containers, part, onPart, onOpen }: ContainerListProps) {
  const { t } = useTexts()

  function stateOf(found: number, hidden: number): string {
    if (containers === null) return t('containers.asking')
    if (containers.length === 0) return t('containers.none')
    if (found === 0) return t('containers.noMatch')
    return hidden > 0 ? t('containers.more', { count: hidden }) : ''
  }

  return (
    <PickList
      labels={{ field: t('containers.part'), list: t('containers.label') }}
      items={containers ?? []}
      textOf={({ name, image }) => `${name}\n${image}`}
      part={part}
      onPart={onPart}
      stateOf={stateOf}
      onPick={onOpen}
      draw={({ isService, name, image, status, isRunning }) => (
        <>
          {isService ? <Boxes size={15} aria-hidden /> : <Box size={15} aria-hidden />}
          <span className="entry-name" data-is-running={isRunning}>
            {visibleString(name)}{' '}
            <span className="container-image">
              {isService && `${t('containers.service')} · `}
              {visibleString(image)}
            </span>
          </span>{' '}
          <span className="entry-size">{visibleString(status)}</span>
        </>
      )}
    />
  )
}
