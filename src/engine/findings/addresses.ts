import type { ReadRecord } from '../record-reader'
import { fieldOf } from './fields'

const FIELDS = ['fromIP', 'remote_ip', 'client_ip', 'request.remote_ip', 'client', 'ClientHost']

const IN_MESSAGE =
  /(?:\bfrom |->)\[?((?:\d{1,3}\.){3}\d{1,3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})\]?:\d+/i

/** The address that a record names as the other end of a connection, without its port, or null. */
export function addressIn(read: ReadRecord): string | null {
  const field = fieldOf(read, ...FIELDS)
  if (field !== null) return field.replace(/^\[(.*)\].*$/, '$1').replace(/^([\d.]+):\d+$/, '$1')
  const [, address = null] = IN_MESSAGE.exec(read.entry.message.slice(0, 1000)) ?? []
  return address
}

const PRIVATE =
  /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][\da-f]{2}:|fe80:|::1$)/i

/** Not reachable from the Internet. */
export function isPrivate(address: string): boolean {
  return PRIVATE.test(address)
}
