import type { Settings } from '#shared/settings'

import { setLanguage, systemLanguage } from '../text/i18n'
import type { SettingsModel } from './SettingsModel'

function apply({ language, theme }: Settings): void {
  setLanguage(language ?? systemLanguage())
  document.documentElement.dataset['theme'] = theme
}

/** Keeps language and theme of the page as the settings say, now and after every change. */
export function followAppearance(settings: SettingsModel): void {
  apply(settings.get())
  settings.subscribe(() => apply(settings.get()))
}
