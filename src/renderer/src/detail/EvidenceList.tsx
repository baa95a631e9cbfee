import type { MouseEvent } from 'react'
import { ArrowUpRight } from 'lucide-react'

import { bridge } from '../application/bridge'
import { useTexts } from '../text/i18n'
import { evidenceOf } from './evidence'

/** Where it can be read that the rule is right. */
export function EvidenceList({ evidence }: { readonly evidence: readonly string[] }) {
  const { t } = useTexts()

  // The page itself never navigates; main opens the address in the browser, after a check.
  function open(event: MouseEvent, url: string): void {
    event.preventDefault()
    void bridge.openLink(url)
  }

  return (
    <section className="detail-section">
      <h3>{t('detail.evidence')}</h3>
      <ul className="evidence">
        {evidence.map(evidenceOf).map(({ text, url }) => (
          <li key={text}>
            {url === null ? (
              text
            ) : (
              <a
                href={url}
                title={t('detail.openEvidence', { address: url })}
                onClick={(event) => open(event, url)}
              >
                {text}
                <ArrowUpRight size={12} aria-hidden />
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
