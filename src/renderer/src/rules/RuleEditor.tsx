import { useState, type SubmitEvent } from 'react'

import { useApplication, useDocument } from '../application/contexts'
import { Dialog } from '../controls/Dialog'
import { Segments } from '../controls/Segments'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { DiscardDialog } from './DiscardDialog'
import { MatchCount } from './MatchCount'
import type { RuleEditorModel } from './RuleEditorModel'
import { RuleFields } from './RuleFields'
import { ProblemList } from './RuleProblems'
import { RuleYaml } from './RuleYaml'
import './rules.css'

/** Where a rule is written, as a form or as YAML, beside the records that it fits. */
export function RuleEditor() {
  const { t } = useTexts()
  const { dialog } = useApplication()
  const document = useDocument()
  const model = useStore(document.ruleEditor)
  const [isAsking, setAsking] = useState(false)
  if (!model) return null
  const end = () => {
    document.closeRule()
    dialog.set(null)
  }
  const close = () => (model.isChanged ? setAsking(true) : end())
  return (
    <>
      {/* Before the editor: so it is taken away first, and the focus goes back step by step. */}
      {isAsking && <DiscardDialog onKeep={() => setAsking(false)} onDiscard={end} />}
      <Dialog title={t('rules.title')} onClose={close} isWide>
        <Editor model={model} onClose={close} onSaved={end} />
      </Dialog>
    </>
  )
}

function Editor({
  model,
  onClose,
  onSaved,
}: {
  readonly model: RuleEditorModel
  readonly onClose: () => void
  readonly onSaved: () => void
}) {
  const { t } = useTexts()
  const application = useApplication()
  const mode = useStore(model.mode)
  const form = useStore(model.form)
  const saving = useStore(model.saving)
  const isTaken = saving.state === 'taken'

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const element = event.currentTarget
    const saved = await model.save(isTaken)
    if (saved) {
      application.announce('ruleSaved')
      onSaved()
    } else element.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }

  return (
    <form className="rule-editor" noValidate onSubmit={(event) => void submit(event)}>
      <div className="rule-side">
        <Segments
          label={t('rules.view')}
          options={[
            { value: 'form', label: t('rules.form') },
            { value: 'yaml', label: t('rules.yaml') },
          ]}
          value={mode}
          onChange={(value) => model.show(value)}
        />
        {mode === 'yaml' ? (
          <RuleYaml model={model} />
        ) : form ? (
          <RuleFields model={model} form={form} />
        ) : (
          <p className="rule-hint">{t('rules.notInForm')}</p>
        )}
      </div>
      <MatchCount model={model} />
      <div className="rule-foot">
        {saving.state === 'refused' ? (
          <div role="alert" className="rule-alert">
            <strong>{t('rules.refused')}</strong>
            <ProblemList problems={saving.problems} />
          </div>
        ) : (
          <p role={isTaken ? 'alert' : undefined} className={isTaken ? 'rule-alert' : 'rule-hint'}>
            {t(isTaken ? 'rules.taken' : 'rules.saveHint')}
          </p>
        )}
        <button type="button" className="button" onClick={onClose}>
          {t('rules.cancel')}
        </button>
        <button
          type="submit"
          className="button button-primary"
          disabled={saving.state === 'saving'}
        >
          {t(
            saving.state === 'saving' ? 'rules.saving' : isTaken ? 'rules.saveOver' : 'rules.save',
          )}
        </button>
      </div>
    </form>
  )
}
