// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- it declares, it exports nothing
/// <reference path="./virtual.d.ts" />
import { KERNEL } from 'virtual:kernel'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { maskOf } from '../templates/shape'
import { anyText } from './any-text'

interface Exports {
  readonly memory: WebAssembly.Memory
  readonly MESSAGE: WebAssembly.Global
  readonly SCRATCH: WebAssembly.Global
  readonly writeMask: (to: number, message: number, length: number) => number
}

const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(KERNEL, 'base64')))
const kernel = exports as unknown as Exports
const memory = Buffer.from(kernel.memory.buffer)

function maskByKernel(message: Buffer): Buffer {
  const from = Number(kernel.MESSAGE.value)
  const to = Number(kernel.SCRATCH.value)
  memory.fill(0, from - 1, from + 1000)
  message.copy(memory, from)
  return memory.subarray(to, kernel.writeMask(to, from, message.length))
}

const RUNS = Number(process.env['LOGSIEVE_PROPERTY_RUNS'] ?? 150) * 10

test('the kernel leaves out of a text what the reference leaves out', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(anyText, (text) => {
      fc.pre(Buffer.byteLength(text) <= 320)
      expect(maskByKernel(Buffer.from(text)).toString()).toBe(maskOf(text))
    }),
    { numRuns: RUNS },
  )
})

test('and of any bytes', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), anyText, (bytes, text) => {
      const message = Buffer.concat([Buffer.from(text).subarray(0, 250), bytes]).filter(
        (byte) => byte >= 0x20,
      )
      const mask = maskByKernel(Buffer.from(message)).toString()
      expect(mask).toBe(maskOf(Buffer.from(message).toString()))
    }),
    { numRuns: RUNS },
  )
})

test.each([
  ['room PA_x3kLmN9q closed', 'room \0 closed'],
  ['joined: a1_b2 after 1h2m3.5s', 'joined: \0 after \0'],
  ['from 192.0.2.1:5000 "a b" at 2026-11-22T10:33:19Z', 'from \0 "\0" at \0'],
  ['mp4 and h264, _12x', 'mp4 and h264, _\0x'],
])('of %s it leaves %s', (message, mask) => {
  expect(maskByKernel(Buffer.from(message)).toString()).toBe(mask)
})
