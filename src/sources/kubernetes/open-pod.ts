import { failureOf } from '../open-failure'
import { isMissingProgram, outputOf, type Printing, startProgram } from '../program-output'
import type { OpenResult } from '../source'
import { openTimedLog, type TimedLogOptions, type TimedProgram } from '../timed/timed-log'
import { kubectlFailure } from './kubectl-failure'
import { type PodAddress, podAddressText } from './pod-address'

/** A cluster that does not answer would be waited for very long. */
const ASK_TIMEOUT = '--request-timeout=20s'

/** Opens what a container of a pod writes, with the times that the node keeps. */
export async function openPod(address: PodAddress, options: TimedLogOptions): Promise<OpenResult> {
  const { pod, container } = address
  const place = podAddressText(address)
  try {
    // Asks for no lines, to hear whether there could be some.
    const { code, said } = await outputOf(kubectlLogs(address, ['--tail=0', ASK_TIMEOUT]))
    if (code !== 0) return { ok: false, place, ...kubectlFailure(said) }
    const name = container === null ? pod : `${pod}/${container}`
    const source = await openTimedLog(programOf(address), { name, place }, options)
    return { ok: true, source }
  } catch (error) {
    if (!isMissingProgram(error)) return { ok: false, place, ...failureOf(error) }
    return { ok: false, code: 'no-kubectl', place, detail: '' }
  }
}

function programOf(address: PodAddress): TimedProgram {
  const print = (since: Date | null, ...words: readonly string[]): Printing => {
    const from = since === null ? [] : [`--since-time=${since.toISOString()}`]
    return kubectlLogs(address, ['--timestamps', ...from, ...words])
  }
  return {
    print: (since, follows) => print(since, ...(follows ? ['--follow'] : [])),
    // A container that was started again begins a log of its own.
    printFormer: (since) => print(since, '--previous'),
    failureOf: kubectlFailure,
    endedWell: 'The container has ended',
  }
}

function kubectlLogs(
  { context, namespace, pod, container }: PodAddress,
  options: readonly string[],
): Printing {
  const words = [
    'logs',
    ...options,
    ...(context === null ? [] : [`--context=${context}`]),
    ...(namespace === null ? [] : [`--namespace=${namespace}`]),
    ...(container === null ? [] : [`--container=${container}`]),
    pod,
  ]
  return startProgram('kubectl', words)
}
