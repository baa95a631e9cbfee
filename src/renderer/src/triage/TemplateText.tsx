import { Fragment } from 'react'

import { VARIABLE_TEXT } from '#shared/template'

import { useTexts } from '../text/i18n'
import { VisibleText } from '../text/VisibleText'

/** What the messages of an unknown kind have in common, and where they differ. */
export function TemplateText({ template }: { readonly template: readonly string[] }) {
  const { t } = useTexts()
  return template.map((text, place) => (
    // Parts do not move: the place is the identity.
    <Fragment key={place}>
      {place > 0 && (
        <span className="variable" title={t('triage.variable')}>
          {VARIABLE_TEXT}
        </span>
      )}
      <VisibleText text={text} />
    </Fragment>
  ))
}
