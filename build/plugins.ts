import type { Plugin } from 'vite'

import { kernel } from './kernel'
import { rulePacks } from './rule-packs'
import { searchKernel } from './search-kernel'
import { askpassProgram, scanWorker, searchWorker, unpackWorker } from './worker-script'

/** The modules that no file holds: whatever builds or runs the engine or the sources needs them. */
export function ownPlugins(): Plugin[] {
  return [
    rulePacks(),
    kernel(),
    searchKernel(),
    scanWorker(),
    searchWorker(),
    unpackWorker(),
    askpassProgram(),
  ]
}
