import { expect, test } from 'vitest'

import { ruleSetWith } from '../rules'
import { RecordScanner } from './scanner'

/*
 * Lines as they stand in logs, from byte to rule: what LiveKit's neighbours say, and what one
 * message of the SIP service or of Pion means by its fields.
 */

const REFERENCE = Date.UTC(2026, 10, 22)
const rules = ruleSetWith([])

/** The rules of the records in a log. */
function known(...lines: string[]): (string | undefined)[] {
  const scanner = new RecordScanner(rules, REFERENCE)
  const found: (string | undefined)[] = []
  scanner.feed(Buffer.from(`${lines.join('\n')}\n`), ({ rule }) =>
    found.push(rules.rules[rule]?.id),
  )
  found.push(...scanner.pending(true).map(({ rule }) => rules.rules[rule]?.id))
  return found
}

test.each([
  ['1:M 25 Jul 2023 09:38:30.700 * DB saved on disk', 'redis-saving'],
  [
    '1:M 25 Jul 2023 09:38:30.700 # Client id=7 addr=192.0.2.7:5 name= cmd=psubscribe scheduled to be closed ASAP for overcoming of output buffer limits.',
    'redis-output-buffer',
  ],
  ['1:M 25 Jul 2023 09:38:30.700 - Accepted 192.0.2.7:50000', 'redis-clients'],
  [
    '1:S 25 Jul 2023 09:38:30.700 # MASTER timeout: no data nor PING received...',
    'redis-replica-broken',
  ],
  ['1:M 25 Jul 2023 09:38:30.700 # Redis 7.2.4 crashed by signal: 11, si_code: 1', 'redis-crashed'],
  ["1:M 25 Jul 2023 09:38:30.700 * Module 'system' loaded from ./exp.so", 'redis-module-loaded'],
  [
    '1:C 25 Jul 2023 09:38:30.700 # WARNING Memory overcommit must be enabled! Without it …',
    'redis-overcommit',
  ],
  ['*** FATAL CONFIG FILE ERROR (Redis 7.2.4) ***', 'redis-config-error'],
])('Redis: %s', (line, rule) => {
  expect(known(line)).toEqual([`neighbours.${rule}`])
})

test.each([
  [
    '2024-09-13T05:41:14Z ERR Unable to obtain ACME certificate for domains error="unable to generate a certificate: acme: error: 429 :: urn:ietf:params:acme:error:rateLimited :: too many certificates" domains=["livekit.example.org"] providerName=letsencrypt.acme',
    'traefik-acme-limit',
  ],
  [
    '2024-09-13T05:41:14Z ERR Unable to obtain ACME certificate for domains error="acme: error: 400 :: urn:ietf:params:acme:error:connection :: Timeout during connect (likely firewall problem)" providerName=letsencrypt.acme',
    'traefik-acme-unreachable',
  ],
  [
    '2024-09-13T05:41:14Z ERR Unable to obtain ACME certificate for domains error="EOF" providerName=letsencrypt.acme',
    'traefik-acme',
  ],
  [
    String.raw`{"level":"error","entryPointName":"web","routerName":"livekit@docker","error":"entryPoint \"web\" doesn't exist","time":"2024-09-13T05:41:14Z"}`,
    'traefik-entrypoint',
  ],
  [
    '2024-09-13T05:41:14Z ERR Router uses a nonexistent certificate resolver certificateResolver=le routerName=livekit@docker',
    'traefik-no-resolver',
  ],
  [
    String.raw`2024-09-13T05:41:14Z ERR error="middleware \"auth@docker\" does not exist" routerName=livekit@docker`,
    'traefik-middleware',
  ],
  [
    String.raw`2024-09-13T05:41:14Z ERR error="service \"dokploy-traefik\" error: port is missing" providerName=swarm`,
    'traefik-dokploy-port',
  ],
  [
    String.raw`{"level":"error","providerName":"swarm","error":"service \"livekit\" error: port is missing","time":"2024-09-13T05:41:14Z"}`,
    'traefik-port',
  ],
  [
    '2024-09-13T05:41:14Z WRN Could not find network named "proxy" for container "/livekit"! providerName=docker',
    'traefik-no-address',
  ],
  [
    '2024-09-13T05:41:14Z DBG 502 Bad Gateway error="dial tcp 192.0.2.9:7880: connect: connection refused"',
    'traefik-bad-gateway',
  ],
  [
    '2024-09-13T05:41:14Z DBG 499 Client Closed Request error="context canceled"',
    'traefik-client-closed',
  ],
  [
    '2024-09-13T05:41:14Z ERR Command error error="error while building entryPoint web: listen tcp :80: bind: address already in use"',
    'traefik-port-taken',
  ],
  [
    'time="2024-05-26T22:55:06Z" level=error msg="entryPoint \\"web\\" doesn\'t exist" entryPointName=web routerName=livekit@docker',
    'traefik-entrypoint',
  ],
])('Traefik: %s', (line, rule) => {
  expect(known(line)).toEqual([`neighbours.${rule}`])
})

const CLIENT = '192.0.2.7 - - [13/Sep/2024:05:41:14 +0200]'

test.each([
  ['"GET /rtc?access_token=eyJ&auto_subscribe=1 HTTP/1.1" 101 0', 'joined'],
  ['"GET /rtc/v1?join_request=abc HTTP/1.1" 101 0', 'joined'],
  ['"GET /rtc?access_token=eyJ HTTP/1.1" 401 29', 'join-refused'],
  ['"GET /rtc HTTP/1.1" 404 0', 'join-not-websocket'],
  ['"GET /rtc?access_token=eyJ HTTP/1.1" 502 11', 'join-upstream'],
  ['"GET /rtc?access_token=eyJ HTTP/1.1" 503 3', 'join-limit'],
  ['"GET /rtc?access_token=eyJ HTTP/1.1" 499 21', 'join-left'],
  ['"GET /rtc/validate?access_token=eyJ HTTP/1.1" 200 7', 'validate-ok'],
  ['"GET /rtc/v1/validate?access_token=eyJ HTTP/1.1" 401 7', 'validate-refused'],
  ['"GET /agent HTTP/1.1" 401 7', 'agent-refused'],
  ['"POST /twirp/livekit.RoomService/ListRooms HTTP/1.1" 200 7', 'api'],
  ['"POST /twirp/livekit.Egress/StartEgress HTTP/2.0" 503 7', 'api-server'],
  ['"POST /w/IN_key HTTP/1.1" 404 7', 'whip-refused'],
  ['"GET / HTTP/1.1" 406 40', 'not-ready'],
  ['"GET /.env HTTP/1.1" 404 19', 'scanner'],
  ['"POST /wp-login.php HTTP/1.1" 200 19', 'scanner'],
  ['"GET /favicon.ico HTTP/1.1" 404 19', 'browser-extras'],
  ['"GET /about HTTP/1.1" 404 19', 'not-found'],
  ['"GET /about HTTP/2.0" 200 19', 'served'],
  ['"GET /about HTTP/2.0" 504 19', 'upstream'],
  [String.raw`"\x16\x03\x01" 400 0`, 'garbage'],
])('a request: %s', (request, rule) => {
  expect(
    known(
      `${CLIENT} ${request}`,
      `${CLIENT} ${request} "-" "-" 5 "livekit@docker" "http://192.0.2.9:7880" 12ms`,
    ),
  ).toEqual([`neighbours.access-${rule}`, `neighbours.access-${rule}`])
})

test("a request in Traefik's JSON", () => {
  expect(
    known(
      '{"ClientHost":"192.0.2.7","DownstreamContentSize":0,"DownstreamStatus":401,"RequestMethod":"GET","RequestPath":"/rtc?access_token=eyJ","RequestProtocol":"HTTP/1.1","level":"info","msg":"","time":"2024-09-13T05:41:14+02:00"}',
    ),
  ).toEqual(['neighbours.access-join-refused'])
})

const CADDY = '"level":"info","ts":1794992400.9'

test.each([
  [
    `{${CADDY},"logger":"http.log.access.log0","msg":"handled request","request":{"method":"GET","uri":"/rtc?access_token=eyJ"},"status":401}`,
    'caddy-access-join-refused',
  ],
  [
    `{${CADDY},"logger":"http.log.access","msg":"handled request","request":{"method":"GET","uri":"/rtc"},"status":502}`,
    'caddy-access-join-failed',
  ],
  [
    `{${CADDY},"logger":"http.log.access","msg":"handled request","request":{"method":"GET","uri":"/.env"},"status":200}`,
    'caddy-access-scanner',
  ],
  [
    `{${CADDY},"logger":"http.log.access","msg":"handled request","request":{"method":"GET","uri":"/"},"status":200}`,
    'caddy-access',
  ],
  [
    `{${CADDY},"logger":"http.log.error","msg":"no upstreams available","status":503}`,
    'caddy-no-upstreams',
  ],
  [
    `{${CADDY},"logger":"http.log.error","msg":"dial tcp 192.0.2.9:7880: connect: connection refused","status":502}`,
    'caddy-upstream-refused',
  ],
  [
    `{${CADDY},"logger":"tls.obtain","msg":"will retry","error":"[livekit.example.org] Obtain: HTTP 400 urn:ietf:params:acme:error:dns - no valid A records found"}`,
    'caddy-cert-dns',
  ],
])('Caddy: %s', (line, rule) => {
  expect(known(line)).toEqual([`neighbours.${rule}`])
})

test.each([
  [
    '[error] 31#31: *7 connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.7, server: livekit.example.org',
    'nginx-refused',
  ],
  [
    '[error] 31#31: *7 upstream timed out (110: Connection timed out) while proxying upgraded connection, client: 192.0.2.7',
    'nginx-timeout',
  ],
  [
    '[error] 31#31: *7 upstream prematurely closed connection while reading response header from upstream',
    'nginx-closed',
  ],
  [
    '[emerg] 1#1: host not found in upstream "livekit" in /etc/nginx/conf.d/default.conf:3',
    'nginx-host-not-found',
  ],
  ['[emerg] 1#1: bind() to 0.0.0.0:80 failed (98: Address already in use)', 'nginx-port-taken'],
  [
    '[error] 31#31: *7 open() "/usr/share/nginx/html/.env" failed (2: No such file or directory), client: 192.0.2.7',
    'nginx-visitor',
  ],
  ['[notice] 1#1: start worker process 29', 'nginx-lifecycle'],
])('nginx: %s', (line, rule) => {
  expect(known(`2024/01/31 10:08:17 ${line}`)).toEqual([`neighbours.${rule}`])
})

test.each([
  [
    '0:00:00.659869107    14 0x7f717c45f4c0 ERROR basesrc gstbasesrc.c:3127:gst_base_src_loop:<source> error: Internal data stream error.',
    'gst-negotiation',
  ],
  [
    '0:00:00.659869107    14 0x7f717c45f4c0 WARN aggregator gstaggregator.c:2050:gst_aggregator_query:<mp4mux0> Latency query failed',
    'gst-run',
  ],
])('GStreamer: %s', (line, rule) => {
  expect(known(line)).toEqual([`neighbours.${rule}`])
})

test.each([
  [
    '12: : session 001000000000000003: realm <example.org> user <>: incoming packet ALLOCATE processed, error 401: Unauthorized',
    'coturn-challenge',
  ],
  [
    '12: : session 001000000000000003: realm <example.org> user <1:a>: incoming packet ALLOCATE processed, error 486: Allocation Quota Reached',
    'coturn-quota',
  ],
  [
    '12: : session 001000000000000003: realm <example.org> user <1:a>: incoming packet ALLOCATE processed, error 508: Cannot create relay endpoint(s)',
    'coturn-no-capacity',
  ],
  [
    '12: : session 001000000000000003: realm <example.org> user <1:a>: incoming packet CREATE_PERMISSION processed, error 403: Forbidden IP',
    'coturn-forbidden-peer',
  ],
  ['12: : ERROR: check_stun_auth: Cannot find credentials of user <1:a>', 'coturn-credentials'],
  [
    '12: : ERROR: Cannot bind local socket to addr 192.0.2.9:3478. Error: Address already in use',
    'coturn-bind-failed',
  ],
])('coturn: %s', (line, rule) => {
  expect(known(line)).toEqual([`neighbours.${rule}`])
})

test.each([
  ['livekit.service: Main process exited, code=exited, status=1/FAILURE', 'systemd-exited'],
  ['livekit.service: Main process exited, code=killed, status=9/KILL', 'systemd-killed'],
  ['livekit.service: Main process exited, code=dumped, status=11/SEGV', 'systemd-crashed'],
  ["livekit.service: Failed with result 'oom-kill'.", 'systemd-oom'],
  ["livekit.service: Failed with result 'exit-code'.", 'systemd-failed'],
  ['livekit.service: Start request repeated too quickly.', 'systemd-start-limit'],
  ['livekit.service: Scheduled restart job, restart counter is at 5.', 'systemd-restarting'],
  ['livekit.service: Deactivated successfully.', 'systemd-stopped'],
  ['Started livekit.service - LiveKit.', 'systemd-lifecycle'],
  ['Failed to start livekit.service - LiveKit.', 'systemd-not-started'],
])('systemd: %s', (message, rule) => {
  expect(known(`Sep 06 13:39:35 host systemd[1]: ${message}`)).toEqual([`neighbours.${rule}`])
})

test("what another program says of its start is not systemd's", () => {
  expect(known('Starting server ...', 'Started LiveKit.')).toEqual([undefined, undefined])
})

test.each([
  [
    'Sep 06 13:39:35 host kernel: Out of memory: Killed process 51947 (egress) total-vm:459896kB',
    'kernel-oom',
  ],
  ['Sep 06 13:39:35 host kernel: nf_conntrack: table full, dropping packet', 'kernel-conntrack'],
  [
    'Error response from daemon: driver failed programming external connectivity on endpoint livekit (4f2c): Bind for 0.0.0.0:7880 failed: port is already allocated',
    'docker-port-taken',
  ],
  ['Error response from daemon: No such container: livekit', 'docker-daemon-error'],
  ['write /var/lib/docker/tmp/GetImageBlob1: no space left on device', 'docker-disk-full'],
  ['exec /livekit-server: exec format error', 'docker-exec-format'],
  [
    String.raw`time="2024-05-26T22:55:06Z" level=warning msg="The \"LIVEKIT_KEYS\" variable is not set. Defaulting to a blank string."`,
    'compose-variable',
  ],
])('the machine: %s', (line, rule) => {
  expect(known(line)).toEqual([`neighbours.${rule}`])
})

test.each([
  [
    '2025-11-14 10:08:17,456 - WARNING livekit.agents - failed to recognize speech: timed out, retrying in 2s {"stt": "a"}',
    'agents-model-retry',
  ],
  [
    '2025-11-14 10:08:17,456 - ERROR livekit.agents - AgentSession is closing due to unrecoverable error: APIStatusError',
    'agents-session-unrecoverable',
  ],
  [
    '{"level":40,"time":1700000000000,"pid":7,"hostname":"a","msg":"failed to connect to LiveKit server (ws://localhost:7880), retrying in 2 seconds: (1/16)"}',
    'agents-js-connect-retry',
  ],
  [
    '{"level":50,"time":1700000000000,"pid":7,"hostname":"a","msg":"error in entry function"}',
    'agents-js-job-failed',
  ],
])('agents: %s', (line, rule) => {
  expect(known(line)).toEqual([`neighbours.${rule}`])
})

function sip(message: string, fields: string): string {
  return `2026-04-08T22:54:30.852Z\tINFO\tsip\tsip/a.go:1\t${message}\t${fields}`
}

test.each([
  [
    'Closing inbound call',
    '{"status": 486, "result": "client_error", "reason": "flood"}',
    'closing-flood',
  ],
  ['Closing inbound call', '{"status": 486, "reason": "hangup"}', 'ended-removed'],
  [
    'Closing inbound call with error',
    '{"status": 486, "reason": "media-timeout"}',
    'ended-media-timeout',
  ],
  [
    'Closing inbound call with error',
    '{"status": 486, "reason": "dispatch-error"}',
    'ended-dispatch',
  ],
  ['Closing outbound call', '{"status": 9, "reason": "busy"}', 'ended-no-answer'],
  [
    'Closing outbound call with error',
    '{"status": 0, "reason": "upstream-server-error-503"}',
    'ended-provider',
  ],
  ['Closing outbound call', '{"status": 0, "reason": "never heard of"}', 'closed'],
  ['SIP invite failed', '{"error": "INVITE failed: sip status: 486: Busy Here"}', 'invite-busy'],
  [
    'SIP invite failed',
    '{"error": "unexpected status from INVITE response: sip status: 403: Forbidden"}',
    'invite-forbidden',
  ],
  ['SIP invite failed', '{"error": "INVITE failed: sip status: 404 (NotFound)"}', 'invite-number'],
  ['SIP call failed', '{"error": "lookup sip.example.org: no such host"}', 'invite-unreachable'],
  ['SIP call failed', '{"error": "something else"}', 'invite-failed'],
])('SIP: %s %s', (message, fields, rule) => {
  expect(known(sip(message, fields))).toEqual([`sip.${rule}`])
})

test.each([
  [
    'livekit.transport.pion.ice',
    'Failed to ping without candidate pairs. Connection is not possible yet.',
    'ice-no-pairs',
  ],
  [
    'livekit.transport.pion.tcp_mux',
    'Error accepting connection: accept tcp [::]:7881: use of closed network connection',
    'ice-tcp-accept-ended',
  ],
  ['livekit.transport.pion.sctp', '[0xc0001] retransmission failure: T1-init', 'sctp-setup-failed'],
  ['livekit.transport.pion.sctp', '[0xc0001] unable to parse SCTP packet EOF', 'sctp-odd'],
  [
    'livekit.pion.turn',
    'Allocate-request with unknown comprehension-required attributes from 192.0.2.7:5: [0x4]',
    'turn-unknown-attributes',
  ],
])('%s: %s', (component, message, rule) => {
  const line = `2026-04-08T22:54:30.852Z\tWARN\t${component}\tlogger/a.go:1\t${message}`
  expect(known(line)).toEqual([`pion.${rule}`])
})

test.each([
  [
    'time="2024-09-13T05:41:14Z" level=warning msg="Found orphan containers ([livekit-old-1]) for this project. If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up."',
    'compose-orphans',
  ],
  [
    'time="2024-09-13T05:41:14Z" level=warning msg="/srv/docker-compose.yaml: the attribute `version` is obsolete, it will be ignored, please remove it to avoid potential confusion"',
    'compose-version',
  ],
  [
    'WARN[0000] /srv/docker-compose.yaml: the attribute `version` is obsolete, it will be ignored',
    'compose-version',
  ],
])('Docker Compose: %s', (line, rule) => {
  expect(known(line)).toEqual([`runtime.${rule}`])
})
