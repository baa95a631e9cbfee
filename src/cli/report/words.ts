import type { Category } from '#shared/category'
import type { Profile } from '#shared/feature'
import type { Language } from '#shared/language'
import { en } from '#shared/texts/en'
import { findingText } from '#shared/texts/findings/index'
import { reportTexts } from '#shared/texts/report'
import { ru } from '#shared/texts/ru'
import type { Milliseconds } from '#shared/record'

import type { Summary, SummaryFinding, SummaryRow } from './summary'

const TEXTS = { en, ru }

/** Lines of a finding that a person is shown; JSON has more. */
const SHOWN_LINES = 10
const MAX_EXAMPLE_LENGTH = 300

/** The words and numbers of a report, in the reader's language. */
export class Words {
  readonly language: Language
  readonly texts: (typeof reportTexts)[Language]
  readonly #numbers: Intl.NumberFormat

  constructor(language: Language) {
    this.language = language
    this.texts = reportTexts[language]
    this.#numbers = new Intl.NumberFormat(language)
  }

  /** Headings of the table, in the order of its cells. */
  get columns(): readonly string[] {
    const { category, count, first, last, message, meaning, action } = this.texts
    return [category, count, first, last, message, meaning, action]
  }

  number(value: number): string {
    return this.#numbers.format(value)
  }

  category(category: Category): string {
    return TEXTS[this.language].categories[category].name
  }

  time(time: Milliseconds | null): string {
    return time === null ? '–' : new Date(time).toISOString().slice(0, 19).replace('T', ' ')
  }

  span({ firstTime, lastTime }: Pick<SummaryRow, 'firstTime' | 'lastTime'>): string {
    return `${this.time(firstTime)} – ${this.time(lastTime)}`
  }

  meaning({ verdict }: SummaryRow): string {
    return verdict ? verdict.meaning[this.language] : this.texts.noRule
  }

  action({ verdict }: SummaryRow): string {
    return verdict ? verdict.action[this.language] : ''
  }

  finding(finding: SummaryFinding) {
    return findingText(finding, this.language)
  }

  /** `records: 11, lines 288, 305, 328, …` */
  restsOn({ records, lines }: SummaryFinding): string {
    const shown = lines.slice(0, SHOWN_LINES).map(String)
    const all = records > shown.length ? [...shown, '…'] : shown
    return this.texts.restsOn(this.number(records), all.join(', '))
  }

  uses(profile: Profile): string {
    const names = profile.map((feature) => TEXTS[this.language].profile[feature].name)
    return names.length === 0 ? this.texts.usesNothing : this.texts.uses(names.join(', '))
  }

  /** A message as it was written, where no rule knows it and the row shows only what it looks like. */
  example({ template, example }: SummaryRow): string | null {
    const [message = ''] = (example ?? '').slice(0, MAX_EXAMPLE_LENGTH).split('\n', 1)
    return template === null || template.length === 1 || message === '' ? null : message
  }

  /** `records: 1,319 · 2026-… to 2026-… UTC · in use: browser calls only` */
  headline({ records, rows }: Summary, profile: Profile): string {
    const times = rows
      .flatMap(({ firstTime, lastTime }) => [firstTime, lastTime])
      .filter((time) => time !== null)
    const span =
      times.length === 0
        ? []
        : [this.texts.span(this.time(Math.min(...times)), this.time(Math.max(...times)))]
    const unknown = rows.filter(({ template }) => template !== null)
    const unknownRecords = unknown.reduce((sum, { count }) => sum + count, 0)
    const told =
      unknown.length === 0
        ? []
        : [this.texts.unknown(unknownRecords, unknown.length, (value) => this.number(value))]
    return [this.texts.records(this.number(records)), ...span, this.uses(profile), ...told].join(
      ' · ',
    )
  }
}
