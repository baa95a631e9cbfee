import type { Head } from './head'
import { isGoCall } from './formats/go'
import { findField, valueText } from './json'

/*
 * Ingress and egress run each stream or recording in a process of its own, and pass on what it
 * prints as records of their own, a line each. So the stack of a crash comes as many records of
 * level error, which are one.
 */

/** What the runtime of Go prints first when a process crashes. */
const BEGINNING = /^(?:panic: |fatal error: |runtime: |SIG[A-Z]+: |unexpected fault address )/

/**
 * What it prints then, and the end of the process. Blank lines come too. No digit is asked for by
 * its value: the kernel takes each for any other.
 */
const REST =
  /^(?:\s*\/\S+\.(?:go|s|c):\d+(?: \+\dx.*)?|goroutine \d+ .*|created by .*|\[signal .*|\tpanic: .*|runtime stack:|signal arrived .*|PC=.*|[a-z]\w* +\dx[\da-f]+|instruction bytes: .*|\.\.\.\w.*frames elided\.\.\.|exit status \d+|)$/s

/** What says which process it was, in newer and older versions. */
const PROCESS = ['handlerID', 'resourceID', 'egressID', 'ingressID']

/** Whether a record is a part of such a stack, or can be. */
export function isOfHandlerStack(head: Head): boolean {
  return isPassedOn(head) && (BEGINNING.test(head.message) || isRest(head.message))
}

/** Whether a record can be a part of the stack that stands before it. */
export function mayGoOnWithHandlerStack(head: Head): boolean {
  return isPassedOn(head) && !BEGINNING.test(head.message) && isRest(head.message)
}

/** Whether a record goes on with the one before it. */
export function goesOnWithHandlerStack(open: Head, next: Head): boolean {
  if (!mayGoOnWithHandlerStack(next) || !isOfHandlerStack(open)) return false
  const name = processOf(next)
  return name !== null && name === processOf(open) && next.component === open.component
}

/** Whether it can be what a process of theirs printed. */
export function isPassedOn({ component, level }: Head): boolean {
  return level === 'error' && (component === 'egress' || component === 'ingress')
}

function isRest(message: string): boolean {
  return REST.test(message) || isGoCall(message)
}

function processOf(head: Head): string | null {
  const fields = head.fields()
  for (const name of PROCESS) {
    const value = findField(fields, name)
    if (value) return valueText(value)
  }
  return null
}
