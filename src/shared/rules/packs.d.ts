/** Made by build/rule-packs.ts of the YAML in packs/: what reading a log needs of them. */
declare module 'virtual:rule-packs' {
  export const PACKS: readonly import('./rule').RulePack[]
}

/** The rest of them, by the id of the rule. */
declare module 'virtual:rule-texts' {
  export const TEXTS: Readonly<Record<string, import('./rule').RuleTexts>>
}
