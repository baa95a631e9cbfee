import { closeSync, openSync, writeSync } from 'node:fs'

const MESSAGES = [
  'participant active',
  'starting RTC session',
  'mediaTrack published',
  'could not validate external IP',
  'ice candidate pair',
  'subscribed to track',
  'closing participant',
  'rtc connection lost',
  'failed to send RTCP',
  'UDP receive buffer is too small',
]

const LEVELS = ['debug', 'info', 'info', 'info', 'warn', 'error']

const CHUNK_BYTES = 4_000_000

/**
 * A log to search: JSON, console text, free text and a stack now and then; one line in 200,000
 * holds a needle. The same bytes for everybody.
 * @param {string} path
 * @param {number} bytes
 */
export function writeSearchLog(path, bytes) {
  const random = randomNumbers(12_345)
  const file = openSync(path, 'w')
  let time = Date.UTC(2024, 10, 26, 11, 16, 13)
  let line = 0
  for (let written = 0; written < bytes;) {
    let text = ''
    while (text.length < CHUNK_BYTES) {
      time += random(40)
      text += lineAt(time, random)
      if (++line % 200_000 === 77_777)
        text += '{"level":"error","msg":"Needle-in-the-haystack найдено"}\n'
    }
    writeSync(file, text)
    written += Buffer.byteLength(text)
  }
  closeSync(file)
}

/**
 * @param {number} time
 * @param {(below: number) => number} random
 */
function lineAt(time, random) {
  const hex = () => random(0xfffffff).toString(16).padStart(7, '0')
  const message = MESSAGES[random(MESSAGES.length)]
  const level = LEVELS[random(LEVELS.length)] ?? ''
  const room = `RM_${hex()}${hex()}`
  const kind = random(100)
  if (kind < 70) {
    const caller = `rtc/participant.go:${random(3000)}`
    return `{"level":"${level}","ts":${(time / 1000).toFixed(4)},"logger":"livekit","caller":"${caller}","msg":"${message}","room":"user${random(500)}","roomID":"${room}","participant":"id-${hex()}","pID":"PA_${hex()}${hex()}","remote":${random(2) === 1}}\n`
  }
  if (kind < 97) {
    const caller = `service/roommanager.go:${random(900)}`
    return `${new Date(time).toISOString()}\t${level.toUpperCase()}\tlivekit\t${caller}\t${message}\t{"room": "user${random(500)}", "roomID": "${room}", "participant": "id-${hex()}"}\n`
  }
  if (kind < 99) return `goroutine ${random(1000)} says ${message} over ${hex()}\n`
  return `panic: runtime error: index out of range [${random(9)}]\n\ngoroutine ${random(99)} [running]:\nmain.main()\n\t/workspace/cmd/server/main.go:${random(400)} +0x${hex()}\n`
}

/** @param {number} seed */
function randomNumbers(seed) {
  let state = seed
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
}
