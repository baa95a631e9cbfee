import { z } from 'zod'

import { ownPack } from './schema'

/** The name of the schema's file beside the packs that it is for. */
export const JSON_SCHEMA_FILE = 'rule-pack.schema.json'

/** With this first line of a pack, editors that know YAML complete it and check it. */
export const SCHEMA_LINE = `# yaml-language-server: $schema=./${JSON_SCHEMA_FILE}`

/** The JSON Schema of a user's pack, as text. */
export function jsonSchemaOfPack(): string {
  const schema = z.toJSONSchema(ownPack, { io: 'input', unrepresentable: 'any' })
  return `${JSON.stringify({ ...schema, title: 'Logsieve rule pack' }, null, 2)}\n`
}
