import type { Facts, Finding, FindingKind } from '../../finding'

/** What a finding says to the person who runs the server. */
export interface FindingText {
  readonly title: string
  /** What the records prove, what that means, and what else it could be. */
  readonly explanation: string
  readonly action: string
}

/** The words of each kind of finding in one language. */
export type FindingTexts = {
  readonly [K in FindingKind]: (
    facts: Extract<Facts, { readonly kind: K }>,
    finding: Finding,
  ) => FindingText
}
