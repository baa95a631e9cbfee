import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileSync } from 'atomically'
import { app } from 'electron'
import type { z } from 'zod'

import { warn } from './log'
import { salvage } from './salvage'

type StateShape = Record<string, z.ZodType>

/** A small file of the profile folder, as its schema says; written whole and atomically. */
export interface StateFile<T> {
  get(): T
  set(patch: Partial<T>): T
}

/** Opens `<profile>/<name>.json`. What cannot be read is told on stderr and has its default. */
export function openStateFile<S extends StateShape>(
  name: string,
  schema: z.ZodObject<S>,
): StateFile<z.output<z.ZodObject<S>>> {
  const path = join(app.getPath('userData'), `${name}.json`)
  const { state, complaints } = salvage(schema, readObject(path))
  for (const complaint of complaints) warn(`${name}.json: ${complaint}; the default is used`)
  let current = state
  return {
    get: () => current,
    set: (patch) => {
      current = schema.parse({ ...current, ...patch })
      try {
        writeFileSync(path, JSON.stringify(current, null, '\t'))
      } catch (error) {
        // A full disk or a read-only profile: the choice holds until the app ends.
        warn(`${name}.json cannot be written: ${String(error)}`)
      }
      return current
    },
  }
}

/** A person may have edited it: a file that is not JSON is kept beside, not overwritten. */
function readObject(path: string): Readonly<Record<string, unknown>> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return {}
  }
  try {
    return { ...(JSON.parse(text) as Record<string, unknown> | null) }
  } catch (error) {
    warn(
      `${path} is broken (${String(error)}); it is kept as ${path}.broken, the defaults are used`,
    )
    renameSync(path, `${path}.broken`)
    return {}
  }
}
