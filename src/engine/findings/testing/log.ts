import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Facts, Finding } from '#shared/finding'

import { LogDocument } from '../../log-document'
import { ruleSetWith } from '../../rules'

const rules = ruleSetWith([])

const REFERENCE = Date.UTC(2026, 10, 22)

/** Opens a log of these lines, uses it when all of it was looked at, and removes it. */
export async function withLog<T>(
  lines: readonly string[],
  use: (document: LogDocument, path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'logsieve-test-'))
  const path = join(folder, 'a.log')
  await writeFile(path, lines.map((line) => `${line}\n`).join(''))
  const document = await reopened(path)
  try {
    return await use(document, path)
  } finally {
    await document.close()
    await rm(folder, { recursive: true })
  }
}

/** Opens it once more. */
export async function reopened(path: string, settles = true): Promise<LogDocument> {
  const document = await LogDocument.open(path, rules, REFERENCE, [])
  await document.readOn(() => true)
  if (settles) await document.findings.settle()
  return document
}

/** The findings of one kind, with the lines of the log that each rests on, from 0. */
export async function findingsOf<K extends Facts['kind']>(
  kind: K,
  lines: readonly string[],
): Promise<(Omit<Finding, 'facts'> & { facts: Extract<Facts, { kind: K }>; on: number[] })[]> {
  return withLog(lines, (document) =>
    Promise.resolve(
      document.findings.all.flatMap((finding) =>
        finding.facts.kind === kind
          ? [
              {
                ...finding,
                facts: finding.facts as Extract<Facts, { kind: K }>,
                on: document.findings.linesOf(finding.id, 1000).map((line) => line - 1),
              },
            ]
          : [],
      ),
    ),
  )
}
