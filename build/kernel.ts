import type { Plugin } from 'vite'

import { assembly } from './assembly'

/** The scan kernel, which src/engine/kernel/kernel.ts imports. */
export function kernel(): Plugin {
  return assembly({
    name: 'kernel',
    features: 'simd,bulk-memory',
    memoryBase: 1024,
    // MEMORY_PAGES in kernel/layout.ts.
    pages: 155,
  })
}
