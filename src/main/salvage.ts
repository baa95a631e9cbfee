import type { z } from 'zod'

/**
 * Takes what is valid of a stored state and the defaults for the rest, each key by itself: one
 * broken line does not cost the others. Keys that the schema does not know (of a newer version) are
 * left out.
 */
export function salvage<S extends Record<string, z.ZodType>>(
  schema: z.ZodObject<S>,
  stored: Readonly<Record<string, unknown>>,
): { readonly state: z.output<z.ZodObject<S>>; readonly complaints: readonly string[] } {
  const kept: Record<string, unknown> = {}
  const complaints: string[] = []
  for (const [key, keySchema] of Object.entries<z.ZodType>(schema.shape)) {
    if (!Object.hasOwn(stored, key)) continue
    const result = keySchema.safeParse(stored[key])
    if (result.success) kept[key] = result.data
    else complaints.push(`"${key}" is not valid`)
  }
  return { state: schema.parse(kept), complaints }
}
