import type { Crash, Finding, NoConnection, Outage, RestartLoop } from '../../finding'
import type { FindingText, FindingTexts } from './shape'
import { Wording } from './wording'

const words = new Wording({
  language: 'en',
  units: [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ],
  quotes: ['“', '”'],
  more: (count) => `${count} more`,
})

const times = (count: number) => words.count(count, { one: 'time', other: 'times' })
const people = (count: number) => words.count(count, { one: 'participant', other: 'participants' })
const rooms = (count: number) => words.count(count, { one: 'room', other: 'rooms' })
const networks = (count: number) => words.count(count, { one: 'network', other: 'networks' })
const atLeast = (text: string, isAtLeast: boolean) => (isAtLeast ? `at least ${text}` : text)

/** Every text of the findings, in English. `ru.ts` has the same shape. */
export const en: FindingTexts = {
  'restart-loop': restartLoop,
  crash,
  'no-connection': noConnection,
  outage,

  'mass-loss': ({ lost, connected, seconds }) => ({
    title: `${people(lost)} lost the connection within ${words.duration(seconds)}`,
    explanation: `About ${words.number(connected)} were connected just before, counted from who came and who left. One client’s network does not do that: rather the network of the server or its provider, a host that stood still for a moment, or a place in which all of them sit, such as a school or an office.`,
    action:
      'See what happened at that time: load and network of the host, notices of the provider, and whether those participants sit in one building.',
  }),

  'certificate-refused': ({ refusals, addresses }) => ({
    title: `Clients refuse the certificate: ${times(refusals)}`,
    explanation: words.sentences(
      'They ended the TLS handshake because of the certificate that they were shown: it has expired, is for another name, or lacks the certificates between it and a known authority.',
      addresses > 1 &&
        `They came from ${words.number(addresses)} addresses, so it is hardly one odd client.`,
      addresses === 1 &&
        'All came from one address: it can be one old device, or a program with an authority of its own.',
    ),
    action:
      'Look at what is served: `openssl s_client -connect HOST:PORT -servername HOST` shows names, dates and chain. Renew it, and give the server the full chain.',
  }),

  'clock-jump': ({ program, direction, jumps, seconds }) => {
    const name = program ?? 'lines without a name'
    const width = words.duration(seconds)
    if (direction === 'forward')
      return {
        title: `The times of ${name} run ahead of the others by ${width}`,
        explanation: `Lines of other programs that stand behind carry earlier times, though they were in step before${jumps > 1 ? `; so it is ${times(jumps)}` : ''}. Its host’s clock was set forward, or the lines of the others were held back on their way into this log.`,
        action:
          'Compare the clocks of the hosts: `timedatectl`, `chronyc tracking`. Tokens are refused where clocks differ.',
      }
    return {
      title:
        jumps === 1
          ? `The times of ${name} go back by ${width}`
          : `The times of ${name} go back ${times(jumps)}, by up to ${width}`,
      explanation: words.sentences(
        jumps > 3
          ? 'So often it is rather the log than a clock: newest lines first, several instances or files in one.'
          : 'Either the clock of its host was set back, as after a virtual machine was resumed, or the log was put together: files in the wrong order, several instances in one.',
        seconds === 3600 &&
          'Exactly one hour is also what programs that write local time do at the end of summer time.',
        'Spans of time and the order of events around it are not to be trusted.',
      ),
      action:
        'If it is the clock: `timedatectl`, `chronyc tracking` on the host. Tokens are refused where clocks differ.',
    }
  },

  'packet-loss': ({ losses }) => ({
    title: 'Packets are missing, and the UDP receive buffer is small',
    explanation: `After the warning that the kernel’s receive buffer is smaller than suggested, packets were missing or UDP was unstable ${times(losses)}. A small buffer drops packets in a burst; so do a publisher’s bad network and a host without CPU to spare, and these records do not tell which it was.`,
    action:
      '`netstat -su` on the host: if “receive buffer errors” grow, raise `net.core.rmem_max` to 5000000 and restart the container. If not, look at the publishers’ networks.',
  }),

  'identity-fight': ({ identity, room, times: count }) => ({
    title: `Connections with the identity ${words.quoted(identity)} put each other out: ${times(count)}`,
    explanation: `${room === null ? 'Somebody' : `In the room ${words.quoted(room)} somebody`} joined with an identity that was already there, so the older connection was ended, again and again. Mostly two tabs or devices share the identity, or the app connects twice, and each one comes back. A bad network, over which one client joins anew again and again, looks the same.`,
    action:
      'Give each connection an identity of its own, and do not let the client reconnect by itself after the reason DUPLICATE_IDENTITY.',
  }),

  'unknown-key': ({ key, attempts, isAtLeast }) => ({
    title: `Somebody streams to an unknown key: ${atLeast(times(attempts), isAtLeast)}`,
    explanation: `The stream key begins with ${words.quoted(key)} and looks like one that LiveKit makes, but livekit-server knows no ingress with it. A guess would hardly come back unchanged: the ingress was deleted, the key was copied badly, or it is of another server.`,
    action:
      'Find the encoder and give it the key of an ingress that exists; `lk ingress list` shows them.',
  }),

  'key-guessing': ({ attempts, keys, areAtLeast, examples }) => ({
    title: `Strangers try stream keys: ${times(attempts)}`,
    explanation: words.sentences(
      `Different keys: ${atLeast(words.number(keys), areAtLeast)}${examples.length > 0 ? `, most often ${words.list(examples)}` : ''}; no ingress was found for any. Such words are parts of paths that scanners of the web ask for: ingress takes the last part of a POST to its WHIP port for a stream key.`,
      'It does not write from which address they come; the access log of a proxy before it may.',
    ),
    action:
      'Nothing. If nobody streams by WHIP or RTMP here, do not publish ports 8080 and 1935, and it is quiet.',
  }),

  scanner: ({ address, attempts, isAtLeast, targets, examples, programs, isPrivate }) => ({
    title: `One address keeps knocking: ${words.quoted(address)}, ${atLeast(times(attempts), isAtLeast)}`,
    explanation: words.sentences(
      programs.length > 0
        ? `It was turned away by ${words.list(programs)}.`
        : 'It was turned away.',
      targets > 1 &&
        `It asked for ${words.number(targets)} different things, such as ${words.list(examples)}.`,
      isPrivate
        ? 'The address is an internal one: a proxy, a health check, or Docker’s own network, behind which the real one is not seen.'
        : 'Most likely a scanner. A monitoring service that probes the port, or a client or telephone provider of yours with a wrong setting, looks the same.',
    ),
    action:
      'Nothing, unless you know the address. For quiet, block it in the firewall, or close the port if nobody needs it.',
  }),
}

function restartLoop(facts: RestartLoop): FindingText {
  const { program, times: count, averageSeconds, end, message, runningSince } = facts
  const name = program ?? 'A program'
  const pace = averageSeconds === null ? '' : `, on average every ${words.duration(averageSeconds)}`
  switch (end) {
    case 'signal':
      return {
        title: `${name} was stopped and started ${times(count)}`,
        explanation: `It came up ${times(count)}${pace}, each time after a signal to stop. So something outside stops it: a health check that fails, a deployment, a watchdog or a person. Instances that are replaced one after the other look the same.`,
        action:
          'Find out who sends the signal: `docker events`, the health check in `docker inspect`, `kubectl describe pod`, `journalctl` on the host.',
      }
    case 'nothing':
      return {
        title: `${name} started ${times(count)}, and nothing says why it ended`,
        explanation: `It came up ${times(count)}${pace}, without a last line before. So looks a process that was killed: too little memory, a failing health check, a container removed by force. Several instances that were started one after the other look the same.`,
        action:
          'Ask outside the log how it ended: `docker inspect` (OOMKilled, ExitCode), `dmesg`, `kubectl describe pod`.',
      }
    case 'last-line':
      return {
        title: `${name} restarts again and again: ${times(count)}`,
        explanation: words.sentences(
          `The last line ${words.quoted(message ?? '')} stands here ${times(count)}${pace}. The process ends with it, and something starts it anew.`,
          runningSince === null
            ? 'No line after it says that the program came up.'
            : `It came up at ${words.time(runningSince)}, and no such end follows.`,
        ),
        action:
          'Remove the cause that the line names; what it means stands among the kinds of messages.',
      }
  }
}

function crash(facts: Crash, { firstTime }: Finding): FindingText {
  const { end, message, participants, egresses, ingresses, isPart, backAt } = facts
  const name = facts.program ?? 'A program'
  const open = [
    facts.rooms.length > 0 &&
      `${rooms(facts.rooms.length)} (${words.list(facts.rooms)}) with ${people(participants)}`,
    egresses.length > 0 &&
      `${words.count(egresses.length, { one: 'egress', other: 'egresses' })} (${words.list(egresses)})`,
    ingresses.length > 0 &&
      `${words.count(ingresses.length, { one: 'ingress', other: 'ingresses' })} (${words.list(ingresses)})`,
  ].filter((part) => part !== false)
  const title = {
    panic: `${name} crashed`,
    killed: `${name} was killed (exit code 137)`,
    fault: `${name} ended by a memory fault`,
  }[end]
  return {
    title: facts.rooms.length > 0 ? `${title} with ${rooms(facts.rooms.length)} open` : title,
    explanation: words.sentences(
      `It ended with ${words.quoted(message)}.`,
      open.length > 0
        ? `Open at that moment, as far as the log tells: ${open.join('; ')}.`
        : 'As far as the log tells, nothing was open at that moment.',
      isPart && 'Only the records shortly before it were looked at for that.',
      backAt !== null &&
        (firstTime === null
          ? `It was up again at ${words.time(backAt)}.`
          : `It was up again after ${words.between(firstTime, backAt)}, at ${words.time(backAt)}.`),
      end === 'killed' &&
        'Code 137 is a process that was killed: by the kernel for want of memory, by somebody, or because it took too long to stop. The line does not tell which.',
    ),
    action:
      end === 'killed'
        ? 'See whether `docker inspect` says OOMKilled and what `dmesg` says of that time; give it more memory, or a longer `stop_grace_period`.'
        : 'Update to the newest version; if that has the fault too, report the stack to its authors.',
  }
}

function noConnection(facts: NoConnection): FindingText {
  const { who, failures, participants, connected, offered, offersOnlyPrivate } = facts
  const origin = words.sentences(
    facts.networks > 1 && `They come from ${networks(facts.networks)}.`,
    facts.networks === 0 && 'From which networks they come cannot be told from these records.',
  )
  const offer =
    offered.length > 0 &&
    (offersOnlyPrivate
      ? `The server offered internal addresses only: ${words.list(offered)}. Nobody outside can reach these.`
      : `The server offered ${words.list(offered)}.`)
  const others =
    connected > 0
      ? `In the same log media was connected ${times(connected)}.`
      : 'Nobody else got through in this log, so it cannot be told whether it is the server or their network.'
  if (who === 'everyone')
    return {
      title: `Nobody gets media: ${people(participants)} in a row did not connect`,
      explanation: words.sentences(
        `${words.count(failures, { one: 'attempt', other: 'attempts' })} ended the same way: signalling worked, media did not, and nobody got through between the first and the last.`,
        origin,
        offer,
        'So it is rather the server: closed UDP ports, a closed 7881/tcp, a wrong external address. A few people behind one strict firewall look the same where their networks are not known.',
      ),
      action: offersOnlyPrivate
        ? 'Set `rtc.use_external_ip: true`, or `rtc.node_ip` to the public address, and restart.'
        : 'Compare the offered address with your public one, and open the UDP ports of `rtc` and 7881/tcp to it, in the firewall of the host and in that of the provider.',
    }
  return {
    title:
      who === 'one'
        ? `One participant gets no media: ${times(failures)}`
        : `${people(participants)} get no media${connected > 0 ? ', while others do' : ''}`,
    explanation: words.sentences(
      `Signalling worked and media did not, ${times(failures)}.`,
      others,
      who === 'some' && facts.networks === 1 && connected > 0 && !offersOnlyPrivate
        ? 'Those who failed come from one network: most likely its firewall lets no media out.'
        : origin,
      offer,
    ),
    action: offersOnlyPrivate
      ? 'Set `rtc.use_external_ip: true`, or `rtc.node_ip` to the public address, and restart.'
      : 'Let them try another network, such as a phone’s. If it works there, offer TURN over TLS on port 443, which strict firewalls let through.',
  }
}

const LOST = {
  redis: {
    title: 'Redis was out of reach',
    explanation:
      'Without it a server neither starts nor finds other nodes, and ingress, egress and SIP get no work. A wrong address or password, or containers without a common network, look the same, but do not end by themselves.',
    action:
      'Look at what Redis and its host say of that time: a restart, memory, disk. `redis-cli -h HOST ping` from within the container tells whether it answers.',
  },
  'egress-updates': {
    title: 'Recordings could not report their state',
    explanation:
      'Egress got no answer from livekit-server, to which it talks through Redis. What others see of the state of a recording is old meanwhile.',
    action: 'Look at Redis and livekit-server for that time.',
  },
  'sip-room': {
    title: 'Telephone calls lost their room',
    explanation:
      'SIP lost the connection to livekit-server in the middle of calls and tried to get it back.',
    action: 'Look at livekit-server and the network between the two for that time.',
  },
  agents: {
    title: 'Agent workers could not reach LiveKit',
    explanation: 'No agent joins a room while no worker is registered.',
    action:
      'Check `LIVEKIT_URL` from within the worker’s container, and whether livekit-server was up.',
  },
  webhooks: {
    title: 'Your webhook receiver did not take events',
    explanation:
      'LiveKit tried each event several times and gave it up. What your application learns by webhooks only, it did not learn.',
    action: 'Look at the receiver’s own log, its address and its certificate.',
  },
} as const

function outage(facts: Outage, { firstTime }: Finding): FindingText {
  const { of, programs, complaints, lastComplaint, backAt } = facts
  const { title, explanation, action } = LOST[of]
  const span =
    firstTime !== null && lastComplaint !== null && lastComplaint > firstTime
      ? ` within ${words.between(firstTime, lastComplaint)}`
      : ''
  const back =
    firstTime === null || backAt === null
      ? ', and no line says that it is back'
      : `, back after ${words.between(firstTime, backAt)} at the latest`
  return {
    title: title + back,
    explanation: words.sentences(
      `${words.count(complaints, { one: 'complaint', other: 'complaints' })}${programs.length > 0 ? ` of ${words.list(programs)}` : ''}${span}.`,
      explanation,
      backAt !== null && `The first sign that it was back is of ${words.time(backAt)}.`,
    ),
    action,
  }
}
