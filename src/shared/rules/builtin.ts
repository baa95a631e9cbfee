import { PACKS } from 'virtual:rule-packs'

import type { RulePack } from './rule'

/** The packs that come with the viewer, in the order of packs/order.yaml, without their texts. */
export const BUILTIN_PACKS: readonly RulePack[] = PACKS
