/**
 * How to call npm. On Windows it is a .cmd file, which only a shell can start;
 * nothing but our own constants is ever passed to it.
 * @param {string[]} args
 */
export function npmCommand(args) {
  return { command: 'npm', args, shell: process.platform === 'win32' }
}
