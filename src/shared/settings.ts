import { z } from 'zod'

import { FEATURES } from './feature'
import { LANGUAGES } from './language'
import { THEMES } from './theme'

const values = {
  /** null: as the system says. */
  language: z.enum(LANGUAGES).nullable(),
  theme: z.enum(THEMES),
  uses: z.array(z.enum(FEATURES)).max(FEATURES.length),
  /** Height or width of the detail pane, in CSS pixels. */
  detailSize: z.number().min(120).max(4000),
  /** Whether the records over time are shown above the list. */
  timeline: z.boolean(),
  /** Whether lines that are longer than the list is wide go on below. */
  wrap: z.boolean(),
}

/** What is remembered between runs. Every line has a default, so an old or broken file still loads. */
export const settingsSchema = z.strictObject({
  language: values.language.default(null),
  theme: values.theme.default('system'),
  uses: values.uses.default([]),
  detailSize: values.detailSize.default(380),
  timeline: values.timeline.default(true),
  wrap: values.wrap.default(false),
})

/** Some of the settings. Not `settingsSchema.partial()`: that would fill in the defaults and so reset the others. */
export const settingsPatchSchema = z.strictObject(values).partial()

export type Settings = z.output<typeof settingsSchema>
