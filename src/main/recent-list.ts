const MAX_RECENT_FILES = 10

/** The list with `path` in front, each path once, the oldest left out. */
export function withFirst(paths: readonly string[], path: string): string[] {
  return [path, ...paths.filter((other) => other !== path)].slice(0, MAX_RECENT_FILES)
}
