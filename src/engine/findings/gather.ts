import { importanceOf } from '#shared/category'
import type { Finding } from '#shared/finding'

import type { Detector, Evidence, Found } from './detector'
import { type FoundIn, LookBack } from './look-back'
import type { Interests } from './interests'

interface NamedFinding {
  readonly finding: Finding
  readonly evidence: Evidence
}

/** Findings by id, the most important first, with what each rests on. */
export type Findings = ReadonlyMap<string, NamedFinding>

/** Asks the detectors what they have found. */
export async function gather(
  detectors: readonly Detector[],
  interests: Interests,
  log: FoundIn,
): Promise<Findings> {
  const look = new LookBack(interests, log)
  const named: NamedFinding[] = []
  for (const detector of detectors) {
    for (const found of await detector.findings(look)) {
      named.push({ finding: findingOf(found, look), evidence: found.evidence })
    }
  }
  named.sort(
    ({ finding: a }, { finding: b }) =>
      importanceOf(a.category) - importanceOf(b.category) || a.firstRecord - b.firstRecord,
  )
  return new Map(named.map((one) => [one.finding.id, one]))
}

function findingOf(found: Found, look: LookBack): Finding {
  const { key, category, facts, evidence, firstRecord, firstTime, lastTime } = found
  const records = 'rules' in evidence ? look.count(evidence.rules) : evidence.records.length
  const id = `${facts.kind}:${key}`
  return { id, category, records, firstRecord, firstTime, lastTime, facts }
}
