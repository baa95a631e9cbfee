import egress from './packs/egress.yaml'
import ingress from './packs/ingress.yaml'
import libraries from './packs/libraries.yaml'
import agents from './packs/livekit-server/agents.yaml'
import allocation from './packs/livekit-server/allocation.yaml'
import api from './packs/livekit-server/api.yaml'
import buffers from './packs/livekit-server/buffers.yaml'
import connections from './packs/livekit-server/connections.yaml'
import data from './packs/livekit-server/data.yaml'
import forwarding from './packs/livekit-server/forwarding.yaml'
import leaving from './packs/livekit-server/leaving.yaml'
import negotiation from './packs/livekit-server/negotiation.yaml'
import nodes from './packs/livekit-server/nodes.yaml'
import participants from './packs/livekit-server/participants.yaml'
import publishing from './packs/livekit-server/publishing.yaml'
import redis from './packs/livekit-server/redis.yaml'
import requests from './packs/livekit-server/requests.yaml'
import services from './packs/livekit-server/services.yaml'
import sessions from './packs/livekit-server/sessions.yaml'
import start from './packs/livekit-server/start.yaml'
import statistics from './packs/livekit-server/statistics.yaml'
import subscribing from './packs/livekit-server/subscribing.yaml'
import tracks from './packs/livekit-server/tracks.yaml'
import whip from './packs/livekit-server/whip.yaml'
import neighbours from './packs/neighbours.yaml'
import pion from './packs/pion.yaml'
import runtime from './packs/runtime.yaml'
import sip from './packs/sip.yaml'
import type { RulePack } from './rule'

/** The packs that come with the viewer; a large one is several files. Where two rules are equally particular, the earlier wins. */
export const BUILTIN_PACKS: readonly RulePack[] = [
  start,
  nodes,
  requests,
  api,
  participants,
  leaving,
  connections,
  negotiation,
  publishing,
  subscribing,
  data,
  sessions,
  tracks,
  buffers,
  forwarding,
  allocation,
  statistics,
  services,
  agents,
  whip,
  redis,
  libraries,
  ingress,
  egress,
  sip,
  pion,
  runtime,
  neighbours,
]
