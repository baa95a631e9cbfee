import type { KeyboardEvent, SubmitEvent } from 'react'
import { Box, Boxes } from 'lucide-react'

import type { ContainerOffer } from '#shared/protocol/application'

import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'

/** An engine may have thousands; the field finds the others. */
const MAX_SHOWN = 200

interface ContainerListProps {
  /** null while they are asked for. */
  readonly containers: readonly ContainerOffer[] | null
  readonly part: string
  readonly onPart: (part: string) => void
  readonly onOpen: (index: number) => void
}

/** The containers whose name or image holds a text; Enter opens the first. */
export function ContainerList({ containers, part, onPart, onOpen }: ContainerListProps) {
  const { t } = useTexts()
  const wanted = part.trim().toLowerCase()
  const found = (containers ?? [])
    .map((container, index) => ({ ...container, index }))
    .filter(({ name, image }) => `${name}\n${image}`.toLowerCase().includes(wanted))
  const hidden = Math.max(0, found.length - MAX_SHOWN)

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (found[0]) onOpen(found[0].index)
  }

  function state(): string {
    if (containers === null) return t('containers.asking')
    if (containers.length === 0) return t('containers.none')
    if (found.length === 0) return t('containers.noMatch')
    return hidden > 0 ? t('containers.more', { count: hidden }) : ''
  }

  return (
    <div onKeyDown={moveByArrow}>
      <form className="form" onSubmit={submit}>
        <label htmlFor="container-part">{t('containers.part')}</label>
        <input
          id="container-part"
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          data-takes-focus
          data-moves-to
          value={part}
          onChange={(event) => onPart(event.target.value)}
        />
      </form>
      <ul className="entries" aria-label={t('containers.label')}>
        {found.slice(0, MAX_SHOWN).map(({ isService, name, image, status, isRunning, index }) => (
          <li key={index}>
            <button
              type="button"
              className="entry"
              data-moves-to
              data-is-running={isRunning}
              onClick={() => onOpen(index)}
            >
              {isService ? <Boxes size={15} aria-hidden /> : <Box size={15} aria-hidden />}
              <span className="entry-name">
                {visibleString(name)}{' '}
                <span className="container-image">
                  {isService && `${t('containers.service')} · `}
                  {visibleString(image)}
                </span>
              </span>{' '}
              <span className="entry-size">{visibleString(status)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="form-hint containers-state" role="status">
        {state()}
      </p>
    </div>
  )
}

/** From the field into the list, through it and back. */
function moveByArrow(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-moves-to]')]
  const at = stops.findIndex((stop) => stop === document.activeElement)
  stops[Math.min(stops.length - 1, Math.max(0, at + step))]?.focus()
  event.preventDefault()
}
