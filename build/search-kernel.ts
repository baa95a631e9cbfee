import type { Plugin } from 'vite'

import { assembly } from './assembly'

/** The finder of literals, which src/engine/search/finder.ts imports. */
export function searchKernel(): Plugin {
  return assembly({
    name: 'search-kernel',
    features: 'simd',
    memoryBase: 131_072,
    // Its tables, a piece of 256 KiB and room behind it.
    pages: 7,
  })
}
