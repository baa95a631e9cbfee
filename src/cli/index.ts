#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander'

import { LANGUAGES } from '#shared/language'
import { MERGE_ORDERS } from '#shared/merged-sources'
import { reasonOf } from '#shared/reason-of'

import { UsageError } from './failure'
import {
  parseCategories,
  parseFeatures,
  parseLevels,
  parsePaths,
  parsePattern,
  parseShift,
  parseSince,
  parseUntil,
} from './options'
import { endQuietlyOnClosedPipe } from './output'
import { printRecords, type RecordsOptions } from './records'
import { rulesFolder } from './own-rules'
import { report, type ReportOptions } from './report/index'
import { REPORT_FORMATS } from './report/formats'
import { checkRules, listRules } from './rules'
import type { Opening } from './with-source'

const SOURCE =
  'a path, a folder or a pattern such as "/var/log/*.log" (their newest file), ssh://user@host/path, docker:NAME or podman:NAME (a container or a service), ' +
  'docker+ssh://user@host/NAME, kubectl:[NAMESPACE/]POD[/CONTAINER], "-" for standard input'
const USES = 'what is in use beside browser calls: rtmp,whip,url,sip,egress,turn'

const RUN =
  'run a command and read what it prints, on both streams: --run -- docker compose logs -f'
const RUN_OPTION = ['--run', RUN] as const

const SINCE = 'only records from this time on, such as 2026-11-20T17:33:05Z or 2026-11-20 (UTC)'
const UNTIL = 'only records up to the end of this second, minute or day'

const WITH_ROTATED =
  'the older files that rotation left beside it (.1, .2.gz, -20260131) come first'

const RULES =
  'a pack of rules or a folder of them, in place of your own; can be given several times'

/** Fresh ones for each command: commander keeps state in them. */
const ownRules = () =>
  new Option('--rules <path>', RULES)
    .default(true, `the folder ${rulesFolder()}`)
    .argParser(parsePaths)
const noOwnRules = () => new Option('--no-rules', 'only the rules that come with Logsieve')

const merge = () =>
  new Option('--merge [order]', 'several sources as one: by time, or one after another').choices(
    MERGE_ORDERS,
  )
const shift = () =>
  new Option(
    '--shift <name=time>',
    'with --merge: what is added to the times of a log whose clock goes wrong, such as sfu.log=+2s',
  ).argParser(parseShift)

const program = new Command('logsieve')
  .description("Tells what LiveKit's log lines mean, without a window.")
  .addHelpText(
    'after',
    '\nLiveKit writes to stderr: "docker logs NAME > f" loses it, "docker logs NAME 2>&1 | logsieve records -" does not.',
  )
  .exitOverride()

program
  .command('report')
  .description('print the kinds of messages of a log, most important first')
  .argument('<source...>', SOURCE)
  .option(...RUN_OPTION)
  .addOption(
    new Option('--format <format>', 'how to print it')
      .choices(Object.keys(REPORT_FORMATS))
      .default('text'),
  )
  .addOption(new Option('--lang <language>', 'of the texts').choices([...LANGUAGES]).default('en'))
  .option('--with-rotated', WITH_ROTATED)
  .addOption(new Option('--since <time>', SINCE).argParser(parseSince))
  .addOption(new Option('--until <time>', UNTIL).argParser(parseUntil))
  .addOption(new Option('--uses <features>', USES).argParser(parseFeatures))
  .addOption(merge())
  .addOption(shift())
  .addOption(ownRules())
  .addOption(noOwnRules())
  .action(async (words: string[], { run, ...options }: ReportOptions & RunOption) => {
    const openings = run === true ? [commandOf(words)] : words
    process.stdout.write(await report(openings, options))
  })

program
  .command('records')
  .description('print the records of a log, classified')
  .argument('<source...>', SOURCE)
  .option(...RUN_OPTION)
  .option('--json', 'one JSON object a record')
  .addOption(new Option('--category <list>', 'only these').argParser(parseCategories))
  .addOption(new Option('--level <list>', 'only these').argParser(parseLevels))
  .addOption(
    new Option('--grep <expression>', 'only records whose message matches').argParser(parsePattern),
  )
  .option('--follow', 'go on as the log grows')
  .option('--with-rotated', WITH_ROTATED)
  .addOption(new Option('--since <time>', SINCE).argParser(parseSince))
  .addOption(new Option('--until <time>', UNTIL).argParser(parseUntil))
  .addOption(new Option('--uses <features>', USES).argParser(parseFeatures))
  .addOption(merge())
  .addOption(shift())
  .addOption(ownRules())
  .addOption(noOwnRules())
  .action((words: string[], { run, ...options }: RecordsOptions & RunOption) =>
    printRecords(run === true ? [commandOf(words)] : words, options),
  )

const rules = program.command('rules').description('the rules that explain messages')
rules
  .command('list')
  .description('print all rules')
  .option('--json', 'as JSON')
  .addOption(ownRules())
  .addOption(noOwnRules())
  .action(listRules)
rules
  .command('check')
  .description('check a rule pack')
  .argument('<file>', 'a YAML file')
  .action(checkRules)

endQuietlyOnClosedPipe()
try {
  await program.parseAsync(process.argv.map(withOrder))
} catch (error) {
  process.exitCode = exitCodeOf(error)
}

interface RunOption {
  readonly run?: boolean
}

function commandOf([program = '', ...words]: readonly string[]): Opening {
  return { run: [program, ...words] }
}

/** What follows a bare `--merge` is a SOURCE, unless it is an order; behind `--` it is nothing of ours. */
function withOrder(word: string, at: number, words: readonly string[]): string {
  if (word !== '--merge' || words.slice(0, at).includes('--')) return word
  return MERGE_ORDERS.some((order) => order === words[at + 1]) ? word : `${word}=${MERGE_ORDERS[0]}`
}

/** 0 done, 1 failed with one line on stderr, 2 usage. */
function exitCodeOf(error: unknown): number {
  // commander has printed its own message already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  console.error(`logsieve: ${reasonOf(error).replaceAll('\n', ' ')}`)
  return error instanceof UsageError ? 2 : 1
}
