import type { OpenFailure } from '#shared/protocol/application'

import type { Failure } from '../open-failure'

/** What kubectl says, in the order in which one outdoes the other. */
const SAYINGS: readonly (readonly [RegExp, OpenFailure])[] = [
  [
    /context .* does not exist|context was not found|no configuration has been provided/i,
    'no-context',
  ],
  [/\((?:Forbidden|Unauthorized)\)|must be logged in to the server/, 'cluster-refused'],
  [/\(NotFound\)|is not valid for pod|a container name must be specified/, 'no-pod'],
  [
    /connection to the server .* was refused|Unable to connect to the server|i\/o timeout|request canceled|no such host/,
    'cluster-unreachable',
  ],
]

/** @param said the standard error of kubectl */
export function kubectlFailure(said: string): Failure {
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const code = SAYINGS.find(([saying]) => saying.test(said))?.[1] ?? 'failed'
  // klog's own lines about its attempts come before it.
  return { code, detail: (lines.at(-1) ?? 'kubectl has ended').slice(0, 500) }
}
