import { app, nativeTheme } from 'electron'

import type { Language } from '#shared/language'
import { settingsSchema, type Settings } from '#shared/settings'

import { openStateFile } from './state-file'

type Listener = (settings: Settings, before: Settings) => void

/** The settings, and everybody who has to know when they change. */
export class SettingsStore {
  readonly #file = openStateFile('settings', settingsSchema)
  readonly #listeners: Listener[] = []

  get current(): Settings {
    return this.#file.get()
  }

  set(patch: Partial<Settings>): Settings {
    const before = this.current
    const settings = this.#file.set(patch)
    nativeTheme.themeSource = settings.theme
    for (const listener of this.#listeners) listener(settings, before)
    return settings
  }

  onChange(listener: Listener): void {
    this.#listeners.push(listener)
  }

  /** The chosen language, or the system's where none is chosen. */
  get language(): Language {
    const { language } = this.current
    return language ?? (app.getLocale().startsWith('ru') ? 'ru' : 'en')
  }
}

export function openSettings(): SettingsStore {
  const settings = new SettingsStore()
  nativeTheme.themeSource = settings.current.theme
  return settings
}
