import type { RemoteField, RemotePlace } from '#shared/protocol/ssh'

/** Another machine, as `ssh` is told of it. */
export interface Machine {
  /** null leaves it to the user's ssh config. */
  readonly user: string | null
  /** A name, an address, or a name that the user's ssh config explains. */
  readonly host: string
  readonly port: number | null
}

/** A file there. */
export interface RemoteLog {
  readonly machine: Machine
  /** Absolute; `/~/…` is in the home folder. */
  readonly path: string
}

export type ParsedAddress =
  | { readonly ok: true; readonly machine: Machine; readonly rest: string }
  | { readonly ok: false; readonly detail: string }

/*
 * A name can end in a command line of the user's ssh config (`ProxyCommand ssh -W %h:%p …`), which a
 * shell reads. So only characters are taken that mean nothing to any shell, and none at the
 * beginning that makes an option.
 */
const USER = /^[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,100}$/
const HOST = /^(?:[A-Za-z0-9_][A-Za-z0-9_.-]{0,252}|[0-9A-Fa-f:]{2,45}(?:%[A-Za-z0-9_.-]{1,30})?)$/

const AUTHORITY =
  /^(?:(?<user>[^/]*)@)?(?:\[(?<bracketed>[^\]/]*)\]|(?<host>[^/:@[\]]*))(?::(?<port>\d{0,6}))?(?<rest>\/.*)?$/s

/** Reads `[user@]host[:port]/rest`, what stands behind `ssh://`. */
export function parseAddress(address: string): ParsedAddress {
  const groups = AUTHORITY.exec(address)?.groups
  if (groups === undefined) return refuse('It has to look like user@host:port/path')
  const { user, bracketed, port, rest } = groups
  const host = bracketed ?? groups.host ?? ''
  if (user !== undefined && !USER.test(user)) return refuse('This is no user name for ssh')
  if (!HOST.test(host)) return refuse('This is no host name for ssh')
  const portNumber = port === undefined || port === '' ? null : Number(port)
  if (portNumber !== null && (portNumber < 1 || portNumber > 65_535)) {
    return refuse('A port is a number from 1 to 65535')
  }
  const decoded = decode(rest ?? '')
  if (decoded === null) return refuse('A “%” in it has to be written as %25')
  // A line of the session is a path; and no log has such a name.
  if (/[\0\r\n]/.test(decoded)) return refuse('It cannot hold a line break or a NUL character')
  return { ok: true, machine: { user: user ?? null, host, port: portNumber }, rest: decoded }
}

/** Reads what was typed into three fields. */
export function parsePlace({
  host,
  port,
  path,
}: RemotePlace):
  | { readonly ok: true; readonly machine: Machine; readonly path: string }
  | { readonly ok: false; readonly field: RemoteField } {
  const name = host.trim().replace(/^ssh:\/\//i, '')
  // An IPv6 address that nobody has put between brackets.
  const parsed = parseAddress(
    name.replace(/^(?<user>[^@]*@)?(?<address>[^[\]@]*:[^[\]@]*:[^[\]@]*)$/, '$<user>[$<address>]'),
  )
  if (!parsed.ok || parsed.rest !== '') return { ok: false, field: 'host' }
  const { machine } = parsed
  const number = /^\s*(?<digits>\d*)\s*$/.exec(port)?.groups?.digits
  const portNumber = number === '' ? machine.port : Number(number)
  if (portNumber !== null && !(portNumber >= 1 && portNumber <= 65_535)) {
    return { ok: false, field: 'port' }
  }
  const there = path.trim().replace(/^~\//, '/~/')
  if ((there !== '' && !there.startsWith('/')) || /[\0\r\n]/.test(there)) {
    return { ok: false, field: 'path' }
  }
  return { ok: true, machine: { ...machine, port: portNumber }, path: there }
}

/** `user@host:port`, for people. */
export function machineText({ user, host, port }: Machine): string {
  const name = host.includes(':') ? `[${host}]` : host
  return `${user === null ? '' : `${user}@`}${name}${port === null ? '' : `:${port}`}`
}

/** The address of a file there, which `parseAddress` reads back. */
export function sshAddress(machine: Machine, path: string): string {
  return `ssh://${machineText(machine)}${path.replaceAll('%', '%25')}`
}

/** A path of an address as a session takes it: `/~/…` is in the home folder, where a session begins. */
export function pathInSession(path: string): string {
  return path.startsWith('/~/') ? `./${path.slice(3)}` : path
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function refuse(detail: string): ParsedAddress {
  return { ok: false, detail }
}
