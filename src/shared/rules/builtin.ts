import egressChrome from './packs/egress/chrome.yaml'
import egressOutcome from './packs/egress/outcome.yaml'
import egressPipeline from './packs/egress/pipeline.yaml'
import egressRoom from './packs/egress/room.yaml'
import egressService from './packs/egress/service.yaml'
import egressStorage from './packs/egress/storage.yaml'
import ingressKeys from './packs/ingress/keys.yaml'
import ingressRtmp from './packs/ingress/rtmp.yaml'
import ingressService from './packs/ingress/service.yaml'
import ingressStreams from './packs/ingress/streams.yaml'
import ingressWhip from './packs/ingress/whip.yaml'
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
import lkJwtService from './packs/lk-jwt-service.yaml'
import neighbourAccess from './packs/neighbours/access.yaml'
import neighbourAgents from './packs/neighbours/agents.yaml'
import neighbourCaddy from './packs/neighbours/caddy.yaml'
import neighbourCoturn from './packs/neighbours/coturn.yaml'
import neighbourDocker from './packs/neighbours/docker.yaml'
import neighbourMedia from './packs/neighbours/media.yaml'
import neighbourNginx from './packs/neighbours/nginx.yaml'
import neighbourRedis from './packs/neighbours/redis.yaml'
import neighbourSystemd from './packs/neighbours/systemd.yaml'
import neighbourTraefik from './packs/neighbours/traefik.yaml'
import pionIce from './packs/pion/ice.yaml'
import pionTurn from './packs/pion/turn.yaml'
import pionWebrtc from './packs/pion/webrtc.yaml'
import logsieve from './packs/logsieve.yaml'
import runtime from './packs/runtime.yaml'
import serverSdk from './packs/server-sdk.yaml'
import sipCalls from './packs/sip/calls.yaml'
import sipEndings from './packs/sip/endings.yaml'
import sipInbound from './packs/sip/inbound.yaml'
import sipMedia from './packs/sip/media.yaml'
import sipService from './packs/sip/service.yaml'
import sipSipgo from './packs/sip/sipgo.yaml'
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
  ingressService,
  ingressKeys,
  ingressRtmp,
  ingressWhip,
  ingressStreams,
  egressService,
  egressOutcome,
  egressChrome,
  egressRoom,
  egressPipeline,
  egressStorage,
  sipService,
  sipInbound,
  sipCalls,
  sipMedia,
  sipEndings,
  sipSipgo,
  serverSdk,
  pionIce,
  pionTurn,
  pionWebrtc,
  runtime,
  lkJwtService,
  neighbourRedis,
  neighbourCaddy,
  neighbourNginx,
  neighbourTraefik,
  neighbourAccess,
  neighbourCoturn,
  neighbourDocker,
  neighbourSystemd,
  neighbourAgents,
  neighbourMedia,
  logsieve,
]
