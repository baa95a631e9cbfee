import { homedir } from 'node:os'
import { basename, dirname, isAbsolute } from 'node:path'
import { app } from 'electron'
import { z } from 'zod'

import type { RecentFile } from '#shared/protocol/application'

import { displayText } from './display-text'
import { withFirst } from './recent-list'
import { openStateFile } from './state-file'

const recentSchema = z.strictObject({
  files: z.array(z.string().min(1).max(10_000).refine(isAbsolute)).max(100).default([]),
})

/** The files that were opened last, the newest first. A path here is a wish: it is checked when it is opened. */
export class RecentFiles {
  readonly #file = openStateFile('recent', recentSchema)
  readonly #listeners: (() => void)[] = []

  get paths(): readonly string[] {
    return this.#file.get().files
  }

  list(): RecentFile[] {
    return this.paths.map((path) => ({
      name: displayText(basename(path), 200),
      folder: displayText(shortened(dirname(path)), 200),
    }))
  }

  add(path: string): void {
    app.addRecentDocument(path)
    this.#set(withFirst(this.paths, path))
  }

  remove(path: string): void {
    this.#set(this.paths.filter((other) => other !== path))
  }

  clear(): void {
    app.clearRecentDocuments()
    this.#set([])
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }

  #set(files: string[]): void {
    if (files.length === this.paths.length && files.every((path, at) => path === this.paths[at]))
      return
    this.#file.set({ files })
    for (const listener of this.#listeners) listener()
  }
}

function shortened(folder: string): string {
  const home = homedir()
  return folder === home || folder.startsWith(`${home}/`) ? `~${folder.slice(home.length)}` : folder
}
