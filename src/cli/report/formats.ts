import { harmless } from '#shared/acting-characters'
import type { Profile } from '#shared/feature'
import type { Milliseconds } from '#shared/record'

import type { Summary, SummaryFinding, SummaryRow } from './summary'
import type { Words } from './words'

/** Prints summaries; one function a format. */
export type ReportFormat = (summaries: readonly Summary[], words: Words, uses: Profile) => string

const WIDTH = 96
const INDENT = '    '

const text: ReportFormat = (summaries, words, uses) =>
  summaries
    .map((summary) =>
      [
        harmless(summary.source),
        words.headline(summary, uses),
        '',
        ...(summary.rows.length === 0 ? [words.texts.noRecords, ''] : []),
        ...(summary.findings.length === 0
          ? []
          : [
              heading(words.texts.findings),
              ...summary.findings.flatMap((finding) => textFinding(finding, words)),
              heading(words.texts.kinds),
            ]),
        ...summary.rows.flatMap((row) => textRow(row, words)),
      ].join('\n'),
    )
    .join('\n')

function heading(text: string): string {
  return `${text}\n${'='.repeat(text.length)}\n`
}

function textFinding(finding: SummaryFinding, words: Words): string[] {
  const { title, explanation, action } = words.finding(finding)
  return [
    `${words.category(finding.category).toUpperCase()}  ${harmless(title)}`,
    `${INDENT}${words.span(finding)}`,
    ...wrapped(harmless(explanation), INDENT),
    ...wrapped(`→ ${harmless(action)}`, INDENT),
    `${INDENT}${words.restsOn(finding)}`,
    '',
  ]
}

function textRow(row: SummaryRow, words: Words): string[] {
  const origin = [row.component, row.level].filter((part) => part !== null).join(', ')
  const action = words.action(row)
  return [
    `${words.category(row.category).toUpperCase()}  ${words.number(row.count)} × ${messageOf(row)}${origin === '' ? '' : `  (${harmless(origin)})`}`,
    `${INDENT}${words.span(row)}`,
    ...wrapped(words.meaning(row), INDENT),
    ...exampleOf(row, words, harmless).map((line) => INDENT + line),
    ...(action === '' ? [] : wrapped(`→ ${action}`, INDENT)),
    ...(row.verdict?.command == null ? [] : [`${INDENT}$ ${row.verdict.command}`]),
    '',
  ]
}

function wrapped(paragraph: string, indent: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of paragraph.split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, indent + line]
}

/** In a sentence, made harmless for where it is printed. */
function exampleOf(row: SummaryRow, words: Words, harmlessIn: (text: string) => string): string[] {
  const example = words.example(row)
  return example === null ? [] : [words.texts.example(harmlessIn(example))]
}

/** Only the first line: a message can hold a whole stack. */
function messageOf({ message }: SummaryRow): string {
  return harmless(message.split('\n', 1)[0] ?? '')
}

const md: ReportFormat = (summaries, words, uses) => {
  const { texts } = words
  const header = words.columns
  return summaries
    .map((summary) =>
      [
        `# ${texts.title}`,
        '',
        `\`${harmless(summary.source).replaceAll('`', "'")}\``,
        '',
        words.headline(summary, uses),
        '',
        ...(summary.findings.length === 0
          ? []
          : [
              `## ${texts.findings}`,
              '',
              ...summary.findings.flatMap((finding) => markdownFinding(finding, words)),
              `## ${texts.kinds}`,
              '',
            ]),
        ...(summary.rows.length === 0
          ? [texts.noRecords, '']
          : [
              markdownRow(header),
              markdownRow(header.map(() => '---')),
              ...summary.rows.map((row) =>
                markdownRow([
                  words.category(row.category),
                  words.number(row.count),
                  words.time(row.firstTime),
                  words.time(row.lastTime),
                  markdownText(messageOf(row)),
                  [
                    words.meaning(row),
                    ...exampleOf(row, words, (message) => markdownText(harmless(message))),
                  ].join(' '),
                  [
                    words.action(row),
                    row.verdict?.command == null ? '' : `\`${row.verdict.command}\``,
                  ]
                    .filter((part) => part !== '')
                    .join(' '),
                ]),
              ),
              '',
            ]),
      ].join('\n'),
    )
    .join('\n')
}

function markdownFinding(finding: SummaryFinding, words: Words): string[] {
  const { title, explanation, action } = words.finding(finding)
  return [
    `### ${words.category(finding.category)}: ${markdownProse(title)}`,
    '',
    `${words.span(finding)} · ${words.restsOn(finding)}`,
    '',
    markdownProse(explanation),
    '',
    `**${words.texts.action}:** ${markdownProse(action)}`,
    '',
  ]
}

/** Settings and commands stand between backticks; in the rest may be names of the log. */
function prose(
  text: string,
  write: (text: string) => string,
  writeCode: (code: string) => string,
): string {
  return harmless(text)
    .split('`')
    .map((part, place) => (place % 2 === 1 ? writeCode(part) : write(part)))
    .join('')
}

function markdownProse(text: string): string {
  return prose(text, markdownText, (code) => `\`${code}\``)
}

function markdownRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
}

/** A message is hostile text: nothing in it is markup. */
function markdownText(message: string): string {
  return message.replace(/[\\`*_{}[\]<>()#+!~&]/g, (character) => `\\${character}`)
}

const json: ReportFormat = (summaries, words, uses) =>
  `${JSON.stringify(
    {
      uses,
      sources: summaries.map(({ findings, rows, ...summary }) => ({
        ...summary,
        findings: findings.map((finding) => ({
          category: finding.category,
          first: isoTime(finding.firstTime),
          last: isoTime(finding.lastTime),
          ...words.finding(finding),
          facts: finding.facts,
          records: finding.records,
          lines: finding.lines,
        })),
        rows: rows.map((row) => ({
          category: row.category,
          rule: row.rule,
          message: row.message,
          template: row.template,
          example: row.example,
          component: row.component,
          level: row.level,
          count: row.count,
          first: isoTime(row.firstTime),
          last: isoTime(row.lastTime),
          meaning: row.verdict?.meaning[words.language] ?? null,
          action: row.verdict?.action[words.language] ?? null,
          command: row.verdict?.command ?? null,
          versions: row.versions,
        })),
      })),
    },
    null,
    2,
  )}\n`

function isoTime(time: Milliseconds | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { max-width: 80rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent) }
td:nth-child(2) { text-align: right; font-variant-numeric: tabular-nums }
td:nth-child(3), td:nth-child(4) { white-space: nowrap; font-variant-numeric: tabular-nums }
code { overflow-wrap: anywhere }
.finding { max-width: 60rem; margin: 0 0 1.5rem }
.finding h4 { margin: 0 }
.finding p { margin: .25rem 0 }
`

const html: ReportFormat = (summaries, words, uses) => {
  const { texts } = words
  const header = words.columns
  const sections = summaries.map((summary) => {
    const rows = summary.rows.map(
      (row) =>
        `<tr><td>${escaped(words.category(row.category))}</td><td>${words.number(row.count)}</td><td>${words.time(row.firstTime)}</td><td>${words.time(row.lastTime)}</td><td><code>${escaped(messageOf(row))}</code></td><td>${[escaped(words.meaning(row)), ...exampleOf(row, words, (message) => `<code>${escaped(harmless(message))}</code>`)].join(' ')}</td><td>${escaped(words.action(row))}${row.verdict?.command == null ? '' : ` <code>${escaped(row.verdict.command)}</code>`}</td></tr>`,
    )
    const table =
      rows.length === 0
        ? `<p>${escaped(texts.noRecords)}</p>`
        : `<table><thead><tr>${header.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`
    const findings =
      summary.findings.length === 0
        ? ''
        : `<h3>${escaped(texts.findings)}</h3>\n${summary.findings.map((finding) => htmlFinding(finding, words)).join('\n')}\n<h3>${escaped(texts.kinds)}</h3>\n`
    return `<h2><code>${escaped(harmless(summary.source))}</code></h2>\n<p>${escaped(words.headline(summary, uses))}</p>\n${findings}${table}`
  })
  return `<!doctype html>
<html lang="${words.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(texts.title)}</title><style>${STYLE}</style></head>
<body>
<h1>${escaped(texts.title)}</h1>
${sections.join('\n')}
</body>
</html>
`
}

function htmlFinding(finding: SummaryFinding, words: Words): string {
  const { title, explanation, action } = words.finding(finding)
  return `<section class="finding"><h4>${escaped(words.category(finding.category))}: ${htmlProse(title)}</h4><p>${words.span(finding)} · ${escaped(words.restsOn(finding))}</p><p>${htmlProse(explanation)}</p><p>→ ${htmlProse(action)}</p></section>`
}

function htmlProse(text: string): string {
  return prose(text, escaped, (code) => `<code>${escaped(code)}</code>`)
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

export const REPORT_FORMATS = { text, md, json, html } as const satisfies Record<
  string,
  ReportFormat
>
