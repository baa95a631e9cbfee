import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { LANGUAGES, type Language } from '#shared/language'

import type { App } from './app'
import { expect } from './fixtures'
import type { LogWindow } from './pages/LogWindow'

/* Pictures for people to look at; nothing is compared. */

const target = process.env['LOGSIEVE_SHOTS']

const SIZES = [
  [1440, 900],
  [900, 600],
] as const

/** Where pictures are taken, and why they are not elsewhere. */
export const ARE_SHOTS_WANTED = target !== undefined
export const NO_SHOTS = 'LOGSIEVE_SHOTS names no folder for the screenshots'

export interface Look {
  readonly language: Language
  readonly theme: 'light' | 'dark'
  readonly width: number
  readonly height: number
}

export const LOOKS: readonly Look[] = LANGUAGES.flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    SIZES.map(([width, height]) => ({ language, theme, width, height })),
  ),
)

/** Language, theme and size in a title. */
export function titleOf({ language, theme, width, height }: Look): string {
  return `${language}, ${theme}, ${width}×${height}`
}

/** The first window, as somebody with these wishes sees it. */
export async function dressed(
  app: App,
  { language, theme, width, height }: Look,
): Promise<LogWindow> {
  await app.resize(width, height)
  await app.window.languageButton(language).click()
  const log = app.window.in(language)
  await log.themeButton(theme).click()
  await expect(log.themeButton(theme)).toHaveAttribute('aria-pressed', 'true')
  return log
}

export async function shoot({ page }: LogWindow, look: Look, view: string): Promise<void> {
  const directory = target ?? '.'
  mkdirSync(directory, { recursive: true })
  // The mouse would leave a row or button in another colour.
  await page.mouse.move(0, 0)
  const name = `${view}-${look.language}-${look.theme}-${look.width}.png`
  await page.screenshot({ path: join(directory, name) })
}
