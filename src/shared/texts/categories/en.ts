/* The texts of the side bar, in English. */

export const categories = {
  title: 'Categories',
  inRange: 'Counted in the time range',
  showAll: 'Show all',
  only: 'Only',
  onlyOf: 'Only {{name}}',
  hint: '{{hint}}. Click to show or hide, Alt-click to show alone.',
  problem: {
    name: 'Problem',
    hint: 'The server or its configuration needs you',
    verdict: 'it is a problem of the server',
  },
  client: {
    name: 'Client',
    hint: 'One participant’s network, browser or token',
    verdict: 'it is one client’s trouble',
  },
  unknown: {
    name: 'Unknown',
    hint: 'No rule explains these records yet',
    verdict: 'it is unknown',
  },
  advice: {
    name: 'Advice',
    hint: 'A setting that could be better; optional',
    verdict: 'it is advice',
  },
  noise: {
    name: 'Noise',
    hint: 'Scanners, bots, half-open connections; safe to ignore',
    verdict: 'it is noise',
  },
  activity: {
    name: 'Activity',
    hint: 'Rooms, participants and tracks come and go',
    verdict: 'it is everyday activity',
  },
  healthy: {
    name: 'Healthy',
    hint: 'It started, it connected',
    verdict: 'it is a sign of health',
  },
} as const

export const programs = {
  title: 'Programs',
  none: 'no name',
} as const

export const levels = {
  title: 'Levels',
  none: 'no level',
  withCount: '{{level}} {{number}}',
} as const

export const profile = {
  title: 'What you use',
  none: 'Browser calls only',
  lead: 'What you do not use counts as noise when strangers knock.',
  rtmp: { name: 'RTMP', hint: 'OBS and other encoders' },
  whip: { name: 'WHIP', hint: 'Streams over HTTP into ingress' },
  url: { name: 'URL input', hint: 'Ingress fetches a stream or file' },
  sip: { name: 'SIP', hint: 'Telephone calls' },
  egress: { name: 'Egress', hint: 'Recording and streaming out' },
  turn: { name: 'TURN', hint: 'Relay for strict firewalls' },
  proven: 'The log shows that {{feature}} is used. Switch it on?',
  switchOn: 'Switch on {{feature}}',
} as const
