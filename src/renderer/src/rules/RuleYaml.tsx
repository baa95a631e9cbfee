import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import type { RuleEditorModel } from './RuleEditorModel'

/** The rule as it stands in the pack, to be written by hand. */
export function RuleYaml({ model }: { readonly model: RuleEditorModel }) {
  const { t, language } = useTexts()
  const yaml = useStore(model.yaml)
  const mistakes = useStore(model.tried)?.mistakes ?? []
  return (
    <>
      <textarea
        className="rule-yaml"
        aria-label={t('rules.yaml')}
        aria-invalid={mistakes.length > 0}
        aria-describedby="rule-mistakes"
        spellCheck={false}
        autoComplete="off"
        data-takes-focus
        value={yaml}
        onChange={(event) => model.write(event.target.value)}
      />
      <ul id="rule-mistakes" className="rule-mistakes" aria-label={t('rules.mistakes')}>
        {mistakes.map(({ line, column, path, message }) => (
          <li key={[line, column, path.join('.'), message.en].join()}>
            {t('rules.mistakeAt', {
              line,
              column,
              place: path.length === 0 ? '' : `${path.join('.')}: `,
              message: message[language],
            })}
          </li>
        ))}
      </ul>
    </>
  )
}
