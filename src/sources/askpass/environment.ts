/** By these variables the askpass program learns whom to ask. */
export const ASKPASS = {
  runtime: 'LOGSIEVE_ASKPASS_RUNTIME',
  program: 'LOGSIEVE_ASKPASS_PROGRAM',
  socket: 'LOGSIEVE_ASKPASS_SOCKET',
  token: 'LOGSIEVE_ASKPASS_TOKEN',
} as const
