import { connect } from 'node:net'

import { ASKPASS } from './environment'

/*
 * The program that ssh runs where it has a question (SSH_ASKPASS). It hands the prompt to Logsieve
 * and prints the answer; without one it fails, and ssh is told of nothing. A prompt that wants no
 * answer is up until ssh ends this program, which the other end sees.
 */

const { env } = process
const socket = connect(env[ASKPASS.socket] ?? '')
let answer = ''

socket.setEncoding('utf8')
socket.on('data', (text: string) => (answer += text))
socket.on('error', () => process.exit(1))
socket.on('close', () => {
  // An answer that was cut off, or none at all.
  if (!answer.endsWith('\n')) process.exit(1)
  process.stdout.write(answer, () => process.exit(0))
})
socket.write(
  `${JSON.stringify({
    token: env[ASKPASS.token] ?? '',
    hint: env['SSH_ASKPASS_PROMPT'] ?? '',
    text: process.argv[2] ?? '',
  })}\n`,
)
