import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

import { ownPlugins } from './build/plugins'

/** The oldest Electron that must run it: 33 has Node 20.18 and Chromium 130. */
const NODE = 'node20.18'
const CHROMIUM = 'chrome130'

export default defineConfig({
  main: {
    plugins: ownPlugins(),
    build: {
      target: NODE,
      // In few files: to look up and load those of every library took longer than all else at a start.
      externalizeDeps: false,
      // The engine and the command line share their modules with main; each has its own folder.
      outDir: 'out',
      emptyOutDir: true,
      rolldownOptions: {
        // Node warns of what it calls, unless it lies in node_modules.
        external: ['seek-bzip'],
        input: {
          'main/index': 'src/main/index.ts',
          'engine/index': 'src/engine/process.ts',
          'engine/scan-worker': 'src/engine/parallel/worker.ts',
          'engine/search-worker': 'src/engine/search/worker.ts',
          'sources/unpack-worker': 'src/sources/archive/worker.ts',
          'sources/askpass': 'src/sources/askpass/program.ts',
          'cli/index': 'src/cli/index.ts',
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      target: NODE,
      outDir: 'out/preload',
      // A sandboxed preload must be one CommonJS file.
      rolldownOptions: {
        input: 'src/preload/index.ts',
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      target: CHROMIUM,
      minify: true,
      outDir: 'out/renderer',
      rolldownOptions: { input: 'src/renderer/index.html' },
    },
  },
})
