import { expect, test } from 'vitest'

import { jsonSchemaOfPack } from './json-schema'

test('the published schema is that of the code', async () => {
  // `npx vitest run json-schema -u` writes it anew.
  await expect(jsonSchemaOfPack()).toMatchFileSnapshot('../../../docs/rule-pack.schema.json')
})
