import { shellWord } from './ssh-command'

/*
 * What runs on the other machine: nothing is installed there. It needs a POSIX shell and stat and dd
 * of coreutils or busybox, and answers requests of two lines, numbers and a path, so no path is ever
 * part of a command line. Each answer ends with a line that begins with a secret of this session,
 * which came over the standard input and stands neither in the list of processes nor in any log.
 */
const SCRIPT = `
exec 2>/dev/null
LC_ALL=C TZ=UTC0
export LC_ALL TZ
IFS= read -r secret || exit 0
facts() { stat -L -c "%d:%i|%s|%h|%F|%y|%n" -- "$@"; }
end() { printf "\\n%s %s\\n" "$secret" "$1"; }
refuse() {
  if [ -d "$path" ]; then end folder
  elif [ -e "$path" ] && [ ! -f "$path" ]; then end special
  elif [ -e "$path" ]; then end denied
  else case $(stat -L -- "$path" 2>&1) in
    *"ermission denied"*) end denied ;;
    *) end missing ;;
  esac; fi
}
stat -L -c %i / >/dev/null && dd count=0 </dev/null || { end tools; exit 0; }
end ready
seen=
while read -r verb slot position block count && IFS= read -r path; do
  case $verb in
    check) if [ -f "$path" ] && { facts /dev/fd/0; dd bs="$block" count="$count"; } <"$path"; then
        end ok
      else refuse; fi ;;
    hold) if [ -f "$path" ] && eval "command exec $slot<\\"\\$path\\""; then
        facts "/dev/fd/$slot"; end ok
      else refuse; fi ;;
    drop) eval "exec $slot<&-"; end ok ;;
    read) { rest=$((position % block))
        [ "$rest" = 0 ] || dd bs=1 skip="$rest" count=0
        dd bs="$block" skip=$((position / block)) count="$count"; } <"/dev/fd/$slot" && end ok || end failed ;;
    held) facts "/dev/fd/$slot"; end ok ;;
    facts) facts "$path"; end ok ;;
    list) set -- "$path"*; printf "%s\\n" "$@"; facts "$@"; end ok ;;
    browse) set --
      for name in "$path"*; do
        [ "$#" -lt "$count" ] || break
        case $name in *"
"*) continue ;; esac
        set -- "$@" "$name"
      done
      facts "$@"; end ok ;;
    logs) facts /var/log/livekit* /var/log/*/livekit* /opt/livekit/*.log /var/log/syslog \
        /var/log/messages /var/lib/docker/containers/*/*-json.log
      end ok ;;
    wait) while now=$(facts "$path"); [ "$now" = "$seen" ] && [ "$count" -gt 0 ]; do
        sleep 0.5 || sleep 1
        count=$((count - 1))
      done
      seen=$now
      printf "%s" "$now"
      end ok ;;
  esac
done
`

export const REMOTE_COMMAND = `exec sh -c ${shellWord(SCRIPT)}`

/** A request as the script reads it; what it asks of is found by path or in a slot. */
export type RemoteRequest =
  | { readonly verb: 'facts' | 'list'; readonly path: string }
  /** A file that is to be opened, and its first bytes. */
  | { readonly verb: 'check'; readonly path: string; readonly length: number }
  /** Answers when something has changed, or after so many looks, twice a second. */
  | { readonly verb: 'wait'; readonly path: string; readonly count: number }
  /** The first names that begin so; logs in their usual places. */
  | { readonly verb: 'browse'; readonly path: string; readonly count: number }
  | { readonly verb: 'logs' }
  | { readonly verb: 'hold'; readonly slot: number; readonly path: string }
  | { readonly verb: 'held' | 'drop'; readonly slot: number }
  | {
      readonly verb: 'read'
      readonly slot: number
      readonly position: number
      readonly length: number
    }

/** File descriptors of the script that hold files: a POSIX shell has one-digit ones only. */
export const SLOTS = [3, 4, 5, 6, 7, 8, 9] as const

/** What is no longer is one block. */
const LONGEST_BLOCK = 1024 * 1024
/** A longer range is made of many, which stay in the processor's cache over there. */
const BLOCK = 128 * 1024
const NEWLINE = 0x0a

export function requestText(request: RemoteRequest): string {
  const slot = 'slot' in request ? request.slot : 0
  const path = 'path' in request ? request.path : ''
  const numbers =
    'length' in request
      ? `${slot} ${'position' in request ? request.position : 0} ${blocks(request.length)}`
      : `${slot} 0 1 ${'count' in request ? request.count : 0}`
  return `${request.verb} ${numbers}\n${path}\n`
}

/** dd counts blocks. */
function blocks(length: number): string {
  return length <= LONGEST_BLOCK ? `${length} 1` : `${BLOCK} ${Math.floor(length / BLOCK)}`
}

export interface RemoteFacts {
  readonly key: string
  readonly size: number
  readonly hasName: boolean
  readonly isFile: boolean
  readonly isFolder: boolean
  readonly modifiedTimeNs: bigint
  readonly path: string
}

const FACTS =
  /^(?<key>\d+:\d+)\|(?<size>\d+)\|(?<links>\d+)\|(?<kind>[^|]*)\|(?<date>[\d-]+) (?<time>[\d:]+)(?:\.(?<fraction>\d+))?[^|]*\|(?<path>.*)$/

/** It tells what kind of file it is. */
export const HEAD_BYTES = 4096

/** What `check` says of a file. */
export function parseCheck(body: Buffer): { readonly facts: RemoteFacts; readonly head: Buffer } {
  const end = body.indexOf(NEWLINE)
  const [facts] = parseFacts(body.subarray(0, Math.max(0, end)))
  if (facts === undefined) throw new Error('it could not be read')
  return { facts, head: body.subarray(end + 1) }
}

/** The names that `list` asked `stat` for. */
export function parseNames(body: Buffer): readonly string[] {
  const lines = body.toString('utf8').split('\n')
  return lines.filter((line) => line !== '' && !FACTS.test(line))
}

/** Reads the lines of `stat`. A name with a line break in it is no log, and is left out. */
export function parseFacts(body: Buffer): readonly RemoteFacts[] {
  return body
    .toString('utf8')
    .split('\n')
    .flatMap((line) => {
      const groups = FACTS.exec(line)?.groups
      if (groups === undefined) return []
      const { key = '', size, links, kind = '', date, time, fraction = '', path = '' } = groups
      const seconds = Date.parse(`${date}T${time}Z`)
      const nanoseconds = BigInt(fraction.slice(0, 9).padEnd(9, '0'))
      return {
        key,
        size: Number(size),
        hasName: links !== '0',
        isFile: kind.startsWith('regular'),
        isFolder: kind === 'directory',
        modifiedTimeNs: BigInt(Number.isNaN(seconds) ? 0 : seconds) * 1_000_000n + nanoseconds,
        path,
      }
    })
}
