import type { Language } from '#shared/language'
import type { RecentFile } from '#shared/protocol/application'
import type { KnownHost } from '#shared/protocol/ssh'

import { fileSize } from '../text/format'
import type { Suggestion } from './SuggestionList'
import type { Browsing } from './useBrowsing'

/** Hosts that look like what is typed, and logs that were opened before. */
export function hostSuggestions(
  typed: string,
  hosts: readonly KnownHost[],
  recent: readonly RecentFile[],
  on: { readonly onHost: (name: string) => void; readonly onRecent: (index: number) => void },
): readonly Suggestion[] {
  const part = typed.trim().toLowerCase()
  const fits = (...texts: readonly string[]) =>
    texts.some((text) => text.toLowerCase().includes(part))
  const known = hosts
    .filter(({ name, detail }) => fits(name, detail))
    .map(({ name, detail }): Suggestion => {
      return { kind: 'host', text: name, detail, choose: () => on.onHost(name) }
    })
  const opened = recent
    .map((file, index) => ({ ...file, index }))
    .filter(({ isRemote, folder }) => isRemote && fits(folder))
    .map(({ name, folder, index }): Suggestion => {
      return { kind: 'recent', text: name, detail: folder, choose: () => on.onRecent(index) }
    })
  return [...opened, ...known]
}

/** What the machine has under the path that is typed. */
export function pathSuggestions(
  { host, found }: Browsing,
  words: { readonly folder: string; readonly language: Language },
  onPath: (path: string) => void,
): readonly Suggestion[] {
  if (host === null || !found?.listing.ok) return []
  return found.listing.entries.map(({ path, isFolder, bytes }) => ({
    kind: isFolder ? 'folder' : 'file',
    // The folder stands in the field.
    text: path.slice(found.path.lastIndexOf('/') + 1),
    detail: isFolder ? words.folder : fileSize(bytes, words.language),
    choose: () => onPath(path),
  }))
}
