import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

import { reasonOf } from '#shared/reason-of'

import { type ContainerAddress, parseContainerAddress } from './docker/container-address'
import { parsePodAddress, type PodAddress } from './kubernetes/pod-address'
import { parseAddress, type RemoteLog } from './remote/address'

/** What a SOURCE argument names. */
export type SourceAddress =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'stdin' }
  | ({ readonly kind: 'ssh' } & RemoteLog)
  | ({ readonly kind: 'docker' } & ContainerAddress)
  | ({ readonly kind: 'pod' } & PodAddress)
  /** Nothing opens it. */
  | { readonly kind: 'unsupported'; readonly address: string; readonly detail: string }

/** Kinds besides files whose argument means the same the next time. */
const LASTING: ReadonlySet<SourceAddress['kind']> = new Set(['ssh', 'docker', 'pod'])

/** The argument that opens the same source another time; null where there is none. */
export function lastingArgument(argument: string, workingDirectory: string): string | null {
  const address = parseSource(argument, workingDirectory)
  if (address.kind === 'file') return address.path
  return LASTING.has(address.kind) ? argument : null
}

/** A scheme has two letters or more: `C:\logs` is a path. */
const SCHEME = /^(?<scheme>[a-z][a-z0-9+.-]+):\/\//i

/**
 * Reads a SOURCE argument: `-`, a path, `file://…`, `ssh://…`, `docker:…`, `docker+ssh://…`, the
 * same of podman, `kubectl:…`.
 * A file whose name looks like an address is named with its folder: `./docker:web`.
 */
export function parseSource(argument: string, workingDirectory: string): SourceAddress {
  if (argument === '-') return { kind: 'stdin' }
  const container = parseContainerAddress(argument)
  if (container !== null) {
    return container.ok
      ? { kind: 'docker', ...container.address }
      : unsupported(argument, container.detail)
  }
  const pod = parsePodAddress(argument)
  if (pod !== null) {
    return pod.ok ? { kind: 'pod', ...pod.address } : unsupported(argument, pod.detail)
  }
  const scheme = SCHEME.exec(argument)?.groups?.scheme?.toLowerCase()
  switch (scheme) {
    case undefined:
      return fileAt(argument, workingDirectory)
    case 'file':
      return fromFileUrl(argument)
    case 'ssh':
      return fromSshAddress(argument)
    default:
      return unsupported(argument, `There is no source of the kind "${scheme}://"`)
  }
}

function fileAt(path: string, workingDirectory: string): SourceAddress {
  if (path === '') return unsupported(path, 'An empty name is not a source')
  // Node refuses such a path by throwing; no file system has one.
  if (path.includes('\0')) return unsupported(path, 'A path cannot hold a NUL character')
  return { kind: 'file', path: resolve(workingDirectory, path) }
}

/** File managers hand over `file:///…`. */
function fromFileUrl(address: string): SourceAddress {
  try {
    return fileAt(fileURLToPath(address), '/')
  } catch (error) {
    return unsupported(address, reasonOf(error))
  }
}

function fromSshAddress(address: string): SourceAddress {
  const parsed = parseAddress(address.slice('ssh://'.length))
  if (!parsed.ok) return unsupported(address, parsed.detail)
  const { machine, rest } = parsed
  return rest.length > 1
    ? { kind: 'ssh', machine, path: rest }
    : unsupported(address, 'It has to end with the path of a file: ssh://host/var/log/livekit.log')
}

function unsupported(address: string, detail: string): SourceAddress {
  return { kind: 'unsupported', address, detail }
}
