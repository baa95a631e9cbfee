import { expect, test } from 'vitest'

import type { Level } from '../level'
import { BUILTIN_PACKS } from './builtin'
import { RuleSet } from './compile'

/* Records of one message that mean different things by their fields. */

const ruleSet = new RuleSet(BUILTIN_PACKS)

function ruleFor(
  message: string,
  fields: Readonly<Record<string, string>>,
  level: Level = 'info',
): string | undefined {
  const number = ruleSet.match({
    component: 'livekit',
    level,
    message,
    bare: false,
    field: (name) => fields[name] ?? null,
  })
  return ruleSet.rules[number]?.id
}

/** `ParticipantCloseReason` of the newest version, and names that older ones used. */
const CLOSE_REASONS = [
  'CLIENT_REQUEST_LEAVE',
  'ROOM_MANAGER_STOP',
  'VERIFY_FAILED',
  'JOIN_FAILED',
  'JOIN_TIMEOUT',
  'MESSAGE_BUS_FAILED',
  'PEER_CONNECTION_DISCONNECTED',
  'DUPLICATE_IDENTITY',
  'MIGRATION_COMPLETE',
  'STALE',
  'SERVICE_REQUEST_REMOVE_PARTICIPANT',
  'SERVICE_REQUEST_DELETE_ROOM',
  'SIMULATE_MIGRATION',
  'SIMULATE_NODE_FAILURE',
  'SIMULATE_SERVER_LEAVE',
  'SIMULATE_LEAVE_REQUEST',
  'NEGOTIATE_FAILED',
  'MIGRATION_REQUESTED',
  'PUBLICATION_ERROR',
  'SUBSCRIPTION_ERROR',
  'DATA_CHANNEL_ERROR',
  'MIGRATE_CODEC_MISMATCH',
  'SIGNAL_SOURCE_CLOSE',
  'ROOM_CLOSED',
  'USER_UNAVAILABLE',
  'USER_REJECTED',
  'MOVE_FAILED',
  'AGENT_ERROR',
  'ROOM_CLOSE',
  'STATE_DISCONNECTED',
  'RTC_SESSION_FINISH',
]

test.each(CLOSE_REASONS)('a participant closing for %s is told apart', (reason) => {
  expect(ruleFor('participant closing', { reason })).toMatch(/^livekit-server\.closing-/)
})

test('a reason that is not known leaves the plain rule', () => {
  expect(ruleFor('participant closing', { reason: 'NONE' })).toBe('livekit-server.closing')
})

type Case = readonly [message: string, fields: Readonly<Record<string, string>>, rule: string]

/** A call of the API as the server records it when it failed. */
function call(method: string, code: string, error: string, rule: string): Case {
  return [`API ${method}`, { service: method.split('.')[0]!, code, error }, rule]
}

/** A refused HTTP request. */
function refused(status: string, error: string, rule: string): Case {
  return ['error handling request', { status, error }, rule]
}

const room = 'RoomService.UpdateParticipant'

test.each<Case>([
  call(room, 'not_found', 'participant does not exist', 'api-participant-gone'),
  call(room, 'not_found', 'requested room does not exist', 'api-room-gone'),
  call(room, 'not_found', 'something else', 'api-not-found'),
  call(room, 'invalid_argument', 'metadata size exceeds limits', 'api-too-large'),
  call(room, 'invalid_argument', 'something else', 'api-invalid-argument'),
  call(room, 'failed_precondition', 'remote unmute not enabled', 'api-remote-unmute'),
  call(room, 'deadline_exceeded', 'request timed out', 'api-timed-out'),
  call(room, 'internal', 'could not lock room', 'api-room-lock'),
  call(room, 'internal', 'something else', 'api-server-error'),
  call(room, 'unauthenticated', 'permissions denied', 'api-permissions-denied'),
  call('Egress.StartEgress', 'unavailable', 'no response from servers', 'api-no-response'),
  call('Egress.StartEgress', 'resource_exhausted', 'not enough CPU', 'api-no-capacity'),
  call('SIP.CreateSIPParticipant', 'resource_exhausted', 'sip status 486: Busy', 'api-sip-callee'),
  call('SIP.CreateSIPParticipant', 'unavailable', 'sip status: 503: Down', 'api-sip-provider'),
  call('SIP.CreateSIPParticipant', 'permission_denied', 'sip status 403: No', 'api-sip-forbidden'),
  call('SIP.CreateSIPParticipant', 'not_found', 'sip status 404: Who', 'api-sip-number'),
  refused('401', 'something else', 'http-unauthorized'),
  refused('400', 'something else', 'http-bad-request'),
  refused('413', 'something else', 'http-too-large'),
  refused('500', 'something else', 'http-server-error'),
  refused('400', 'cannot decode attributes', 'http-attributes-unreadable'),
  refused('404', 'requested room does not exist', 'http-room-missing'),
  refused('429', 'something else', 'http-refused'),
  ['could not store room', { error: 'dial tcp: i/o timeout' }, 'redis-no-connection'],
  ['could not store room', { error: 'OOM command not allowed' }, 'redis-full'],
  ['could not store room', { error: 'context canceled' }, 'redis-request-dropped'],
  ['could not store room', { error: 'something else' }, 'store-failed'],
  ['failed to load egress', { error: 'egress does not exist' }, 'egress-unknown'],
  ['no worker available to handle job', { error: 'no workers available' }, 'agent-busy-none'],
  ['failed to assign job to worker', { error: 'worker not available' }, 'agent-assign-declined'],
  ['failed to send job request', { jobID: 'AJ_1', error: 'x' }, 'agent-terminate-not-sent'],
  ["can't determine receiver for codec", { reason: 'x' }, 'subscription-no-codec'],
  ['error reading from websocket', { error: 'read tcp: i/o timeout' }, 'ws-vanished'],
  ['error reading from websocket', { error: 'websocket: close 1011: x' }, 'ws-closed-with-code'],
  [
    'failed to send webhook',
    { error: 'Post "https://example.org": EOF' },
    'webhook-failed-hung-up',
  ],
  ['new client WS connected', { reconnect: 'true' }, 'ws-reconnected'],
  [
    'new client WS connected',
    { reconnect: 'true', reconnectReason: 'RR_PUBLISHER_FAILED' },
    'ws-reconnected-publisher',
  ],
])('%s with %j is %s', (message, fields, rule) => {
  expect(ruleFor(message, fields)).toBe(`livekit-server.${rule}`)
})

test.each([
  ['401', 'x', 'whip-unauthorized'],
  ['404', 'x', 'whip-session-unknown'],
  ['400', 'x', 'whip-bad-request'],
  ['413', 'x', 'whip-too-large'],
  ['428', 'x', 'whip-no-entity-tag'],
  ['503', 'x', 'whip-server-error'],
  ['503', 'room has exceeded its max participants', 'whip-full'],
  ['418', 'x', 'whip-refused'],
])('a WHIP request refused with %s for %s is %s', (status, error, rule) => {
  expect(ruleFor('API WHIP.Create', { status, error }, 'warn')).toBe(`livekit-server.${rule}`)
})
