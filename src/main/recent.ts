import { homedir } from 'node:os'
import { basename, dirname, isAbsolute, posix } from 'node:path'
import { app } from 'electron'
import { z } from 'zod'

import type { RecentFile } from '#shared/protocol/application'
import { lastingArgument, parseSource } from '#sources/parse-source'
import { machineText } from '#sources/remote/address'

import { displayText } from './display-text'
import { withFirst } from './recent-list'
import { openStateFile } from './state-file'

const recentSchema = z.strictObject({
  files: z.array(z.string().min(1).max(10_000).refine(isPlace)).max(100).default([]),
})

/** The logs that were opened last, the newest first. A place here is a wish: it is checked when it is opened. */
export class RecentFiles {
  readonly #file = openStateFile('recent', recentSchema)
  readonly #listeners: (() => void)[] = []

  /** Paths, and addresses of logs on other machines and in containers. */
  get places(): readonly string[] {
    return this.#file.get().files
  }

  list(): RecentFile[] {
    return this.places.map((place) => {
      const { name, folder, isRemote } = partsOf(place)
      return { name: displayText(name, 200), folder: displayText(folder, 200), isRemote }
    })
  }

  add(place: string): void {
    if (!isPlace(place)) return
    if (isAbsolute(place)) app.addRecentDocument(place)
    this.#set(withFirst(this.places, place))
  }

  remove(place: string): void {
    this.#set(this.places.filter((other) => other !== place))
  }

  clear(): void {
    app.clearRecentDocuments()
    this.#set([])
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }

  #set(files: string[]): void {
    if (
      files.length === this.places.length &&
      files.every((place, at) => place === this.places[at])
    )
      return
    this.#file.set({ files })
    for (const listener of this.#listeners) listener()
  }
}

function isPlace(place: string): boolean {
  return isAbsolute(place) || lastingArgument(place, '/') === place
}

function partsOf(place: string): RecentFile {
  const address = isAbsolute(place) ? null : parseSource(place, '/')
  if (address?.kind === 'ssh') {
    const { machine, path } = address
    const folder = `${machineText(machine)}:${posix.dirname(path).replace(/^\/~/, '~')}`
    return { name: posix.basename(path), folder, isRemote: true }
  }
  if (address?.kind === 'docker') return { name: address.name, folder: place, isRemote: true }
  if (address?.kind === 'pod') return { name: address.pod, folder: place, isRemote: true }
  return { name: basename(place), folder: shortened(dirname(place)), isRemote: false }
}

function shortened(folder: string): string {
  const home = homedir()
  return folder === home || folder.startsWith(`${home}/`) ? `~${folder.slice(home.length)}` : folder
}
