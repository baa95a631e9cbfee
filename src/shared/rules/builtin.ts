import egress from './packs/egress.yaml'
import ingress from './packs/ingress.yaml'
import livekitServer from './packs/livekit-server.yaml'
import neighbours from './packs/neighbours.yaml'
import pion from './packs/pion.yaml'
import runtime from './packs/runtime.yaml'
import sip from './packs/sip.yaml'
import type { RulePack } from './rule'

/** The packs that come with the viewer. Where two rules are equally particular, the earlier wins. */
export const BUILTIN_PACKS: readonly RulePack[] = [
  livekitServer,
  ingress,
  egress,
  sip,
  pion,
  runtime,
  neighbours,
]
