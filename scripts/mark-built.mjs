#!/usr/bin/env node
// npm's `postbuild`: `npm start` need not build again.
import { markBuilt } from './lib/build.mjs'

markBuilt()
