/** Characters in the YAML of a rule that the window makes. */
export const MAX_RULE_LENGTH = 100_000
