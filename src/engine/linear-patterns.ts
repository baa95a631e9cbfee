import { setFlagsFromString } from 'node:v8'

/**
 * A pattern of a user's pack that backtracks for ever is handed to V8's engine of linear time; the
 * schema refuses what that engine cannot do. Before any pack is read.
 */
export function endBacktracking(): void {
  setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks')
}
