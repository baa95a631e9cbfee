import { Plus, X } from 'lucide-react'

import type { TriedRule } from '#shared/protocol/trial'

import { IconButton } from '../controls/IconButton'
import { useTexts } from '../text/i18n'
import type { RuleEditorModel } from './RuleEditorModel'
import { type Condition, CONDITIONS, type FieldLine, fieldLine } from './rule-form'

/** What a rule asks of the fields of a record, a line for each. */
export function FieldConditions({
  model,
  fields,
  mistakes,
}: {
  readonly model: RuleEditorModel
  readonly fields: readonly FieldLine[]
  readonly mistakes: TriedRule['mistakes']
}) {
  const { t, language } = useTexts()

  function change(key: number, part: Partial<FieldLine>): void {
    model.change({
      fields: fields.map((line) => (line.key === key ? { ...line, ...part } : line)),
    })
  }

  return (
    <fieldset className="rule-row">
      <legend>{t('rules.fields')}</legend>
      <datalist id="field-names">
        {[...new Set(model.origin.fieldNames)].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {fields.map(({ key, name, condition, value }) => {
        const mistake = mistakes.find(
          ({ path }) => path[0] === 'match' && path[1] === 'fields' && path[2] === name.trim(),
        )
        return (
          <div key={key} className="rule-condition">
            <input
              type="text"
              list="field-names"
              aria-label={t('rules.fieldName')}
              placeholder={t('rules.fieldName')}
              spellCheck={false}
              value={name}
              onChange={(event) => change(key, { name: event.target.value })}
            />
            <select
              aria-label={t('rules.condition')}
              value={condition}
              onChange={(event) => change(key, { condition: event.target.value as Condition })}
            >
              {CONDITIONS.map((each) => (
                <option key={each} value={each}>
                  {t(`rules.conditions.${each}`)}
                </option>
              ))}
            </select>
            {condition !== 'exists' && condition !== 'missing' && (
              <input
                type="text"
                aria-label={t('rules.fieldValue')}
                placeholder={t('rules.fieldValue')}
                aria-invalid={mistake !== undefined}
                spellCheck={false}
                value={value}
                onChange={(event) => change(key, { value: event.target.value })}
              />
            )}
            <IconButton
              label={t('rules.removeField')}
              icon={X}
              onClick={() => model.change({ fields: fields.filter((line) => line.key !== key) })}
            />
            {mistake && <p className="rule-mistake">{mistake.message[language]}</p>}
          </div>
        )
      })}
      <button
        type="button"
        className="text-button rule-add"
        onClick={() => model.change({ fields: [...fields, fieldLine()] })}
      >
        <Plus size={12} aria-hidden />
        {t('rules.addField')}
      </button>
    </fieldset>
  )
}
