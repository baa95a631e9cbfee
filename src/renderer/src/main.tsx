import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { Application } from './application/Application'
import { ApplicationModel } from './application/ApplicationModel'
import { bridge } from './application/bridge'
import { ApplicationContext } from './application/contexts'
import { followAppearance } from './settings/appearance'
import { SettingsModel } from './settings/SettingsModel'
import { runCommand } from './shortcuts/run-command'
import { startTexts, systemLanguage } from './text/i18n'
import './styles/tokens.css'
import './styles/base.css'
import './controls/controls.css'

// Language and theme come before the first picture, so that it does not change under the reader's eyes.
const settings = new SettingsModel(await bridge.getSettings())
await startTexts(settings.get().language ?? systemLanguage())
followAppearance(settings)

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root')

const application = new ApplicationModel(settings, runCommand)
createRoot(root).render(
  <StrictMode>
    <ApplicationContext value={application}>
      <Application />
    </ApplicationContext>
  </StrictMode>,
)
application.start()
