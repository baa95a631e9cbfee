import {
  ArrowDownToLine,
  FileText,
  FolderOpen,
  Keyboard,
  ListOrdered,
  Search,
  Server,
  TextWrap,
  X,
} from 'lucide-react'

import { useApplication, useDocument } from '../application/contexts'
import { IconButton } from '../controls/IconButton'
import { bridge } from '../application/bridge'
import { Segments } from '../controls/Segments'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'

/** Which log it is, how it is looked at, and what can be done with it. */
export function Toolbar() {
  const { t } = useTexts()
  const { dialog, settings, tabs } = useApplication()
  const { wrap } = useStore(settings)
  const { info, log, search, tab } = useDocument()
  const isFollowing = useStore(log.isFollowing)
  const view = useStore(tab)
  return (
    <header className="toolbar" aria-label={t('toolbar.label')}>
      <div className="toolbar-name" title={visibleString(info.place)}>
        <FileText size={15} aria-hidden />
        <h1>{visibleString(info.name)}</h1>
        <IconButton label={t('toolbar.close')} onClick={() => tabs.closeActive()} icon={X} />
      </div>
      <Segments
        label={t('toolbar.views')}
        options={[
          { value: 'log', label: t('toolbar.log') },
          { value: 'triage', label: t('toolbar.triage') },
        ]}
        value={view}
        onChange={(value) => tab.set(value)}
      />
      <div className="toolbar-actions">
        <button
          type="button"
          className="button follow"
          aria-pressed={isFollowing}
          title={t('toolbar.followHint')}
          onClick={() => log.setFollowing(!isFollowing)}
        >
          <ArrowDownToLine size={14} aria-hidden />
          {t('toolbar.follow')}
        </button>
        <IconButton
          label={t('toolbar.wrap')}
          isOn={wrap}
          onClick={() => settings.change({ wrap: !wrap })}
          icon={TextWrap}
        />
        <IconButton
          label={t('toolbar.find')}
          onClick={() => {
            tab.set('log')
            search.open()
          }}
          icon={Search}
        />
        <IconButton
          label={t('toolbar.goToLine')}
          onClick={() => dialog.set('go-to-line')}
          icon={ListOrdered}
        />
        <IconButton
          label={t('toolbar.open')}
          onClick={() => void bridge.openDialog()}
          icon={FolderOpen}
        />
        <IconButton
          label={t('toolbar.openServer')}
          onClick={() => dialog.set('server')}
          icon={Server}
        />
        <IconButton
          label={t('toolbar.shortcuts')}
          onClick={() => dialog.set('shortcuts')}
          icon={Keyboard}
        />
      </div>
    </header>
  )
}
