import { RULE_CATEGORIES } from '#shared/category'
import { LEVELS } from '#shared/level'

import { CategoryGlyph } from '../categories/CategoryGlyph'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { FieldConditions } from './FieldConditions'
import { FormRow } from './FormRow'
import type { RuleEditorModel } from './RuleEditorModel'
import { type RuleForm, TEXT_KINDS, type TextKind } from './rule-form'
import { TextRow } from './TextRow'

/** A rule as a form; what is wrong is told where it stands. */
export function RuleFields({
  model,
  form,
}: {
  readonly model: RuleEditorModel
  readonly form: RuleForm
}) {
  const { t, language } = useTexts()
  const tried = useStore(model.tried)
  const isAsked = useStore(model.isAsked)

  /** What is wrong below one of these keys; what is only missing is told when somebody saves. */
  function mistakeAt(...keys: readonly string[]): string | null {
    const found = tried?.mistakes.find(({ path }) => keys.includes(path.join('.')))
    return found?.message[language] ?? null
  }
  const lacksCategory = isAsked && form.category === null

  return (
    <div className="rule-fields">
      <FormRow
        label={t('rules.message')}
        mistake={mistakeAt('match', ...TEXT_KINDS.map((kind) => `match.${kind}`))}
      >
        {(props) => (
          <div className="rule-text">
            <select
              aria-label={t('rules.textKind')}
              value={form.textKind}
              onChange={(event) => model.change({ textKind: event.target.value as TextKind })}
            >
              {TEXT_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`rules.textKinds.${kind}`)}
                </option>
              ))}
            </select>
            {form.textKind !== 'any' && (
              <textarea
                {...props}
                rows={2}
                spellCheck={false}
                value={form.text}
                onChange={(event) => model.change({ text: event.target.value })}
              />
            )}
          </div>
        )}
      </FormRow>
      <TextRow
        label={t('rules.component')}
        mistake={mistakeAt('match.component')}
        placeholder={t('rules.anyComponent')}
        value={form.component}
        onChange={(component) => model.change({ component })}
      />
      <fieldset className="rule-row">
        <legend>{t('rules.levels')}</legend>
        <div className="rule-choices">
          {LEVELS.map((level) => (
            <label key={level} className="rule-choice">
              <input
                type="checkbox"
                checked={form.levels.includes(level)}
                onChange={() =>
                  model.change({
                    levels: LEVELS.filter(
                      (other) => form.levels.includes(other) !== (other === level),
                    ),
                  })
                }
              />
              {level}
            </label>
          ))}
        </div>
      </fieldset>
      <FieldConditions model={model} fields={form.fields} mistakes={tried?.mistakes ?? []} />
      <fieldset className="rule-row">
        <legend>{t('rules.category')}</legend>
        <div
          className="rule-choices"
          role="radiogroup"
          aria-label={t('rules.category')}
          aria-invalid={lacksCategory}
        >
          {RULE_CATEGORIES.map((category) => (
            <label key={category} className="rule-choice" data-category={category}>
              <input
                type="radio"
                name="category"
                checked={form.category === category}
                onChange={() => model.change({ category })}
              />
              <CategoryGlyph category={category} />
              {t(`categories.${category}.name`)}
            </label>
          ))}
        </div>
        {lacksCategory && <p className="rule-mistake">{t('rules.chooseCategory')}</p>}
      </fieldset>
      <FormRow
        label={t('rules.meaning')}
        hint={t('rules.meaningHint')}
        mistake={isAsked ? mistakeAt('meaning') : null}
      >
        {(props) => (
          <textarea
            {...props}
            className="rule-prose"
            rows={2}
            data-takes-focus
            value={form.meaning}
            onChange={(event) => model.change({ meaning: event.target.value })}
          />
        )}
      </FormRow>
      <FormRow label={t('rules.action')} hint={t('rules.optional')} mistake={mistakeAt('action')}>
        {(props) => (
          <textarea
            {...props}
            className="rule-prose"
            rows={2}
            value={form.action}
            onChange={(event) => model.change({ action: event.target.value })}
          />
        )}
      </FormRow>
      <TextRow
        label={t('rules.id')}
        mistake={mistakeAt('id')}
        value={form.id}
        onChange={(id) => model.change({ id })}
      />
    </div>
  )
}
