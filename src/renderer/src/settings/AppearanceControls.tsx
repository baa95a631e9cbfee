import { Monitor, Moon, Sun, type LucideIcon } from 'lucide-react'

import { LANGUAGES } from '#shared/language'
import { THEMES, type Theme } from '#shared/theme'

import { useApplication } from '../application/contexts'
import { Segments } from '../controls/Segments'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'

const ICONS: Readonly<Record<Theme, LucideIcon>> = { system: Monitor, light: Sun, dark: Moon }

/** Language and theme, switched at once and remembered. */
export function AppearanceControls() {
  const { t, language } = useTexts()
  const { settings } = useApplication()
  const { theme } = useStore(settings)
  const themes = THEMES.map((value) => {
    const Icon = ICONS[value]
    return { value, label: t(`status.${value}`), icon: <Icon size={13} aria-hidden /> }
  })
  return (
    <div className="appearance">
      <Segments
        label={t('status.language')}
        options={LANGUAGES.map((value) => ({ value, label: value.toUpperCase() }))}
        value={language}
        onChange={(value) => settings.change({ language: value })}
      />
      <Segments
        label={t('status.theme')}
        options={themes}
        value={theme}
        onChange={(value) => settings.change({ theme: value })}
      />
    </div>
  )
}
