import type { Plugin } from 'vite'

import { assembly } from './assembly'

/** The finder of literals, which src/engine/search/finder.ts imports. */
export function searchKernel(): Plugin {
  return assembly({
    name: 'search-kernel',
    features: 'simd',
    memoryBase: 65_536,
    // Its tables and a piece of 256 KiB.
    pages: 6,
  })
}
