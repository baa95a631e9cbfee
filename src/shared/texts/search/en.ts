/** The texts of the search, in English. */
export const search = {
  label: 'Find in this log',
  input: 'Text to find',
  placeholder: 'Find…',
  matchesCase: 'Match case',
  matchesCaseHint:
    'Match case. Without it, a capital letter in the text makes the search match case.',
  isRegex: 'Regular expression',
  onlyMatches: 'Only matches',
  onlyMatchesHint: 'Show only the records that match',
  previous: 'Previous match (Shift+Enter)',
  next: 'Next match (Enter)',
  close: 'Close the search (Esc)',
  none: 'No matches',
  count_one: '{{count, number}} record',
  count_other: '{{count, number}} records',
  ordinal: '{{ordinal, number}} of {{count, number}}',
  hidden: '{{status}}, {{number}} more hidden',
  searching: '{{status}}, {{percent}} searched',
  invalid: 'Not a valid pattern: {{message}}',
  'too-slow':
    'This pattern backtracks too much on a line of this log and was stopped. Make a repetition in it simpler: {{message}}',
  failed: 'The search failed: {{message}}',
} as const
