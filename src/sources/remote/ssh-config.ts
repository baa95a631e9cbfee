import { readdir, readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, isAbsolute, join } from 'node:path'
import SSHConfig, { glob, type Directive, type Line, type Section } from 'ssh-config'

import type { KnownHost } from '#shared/protocol/ssh'

import { machineText, parseAddress } from './address'

const MAX_DEPTH = 16
const MAX_FILES = 200
const MAX_FILE_BYTES = 1024 * 1024
const MAX_HOSTS = 500

/**
 * The hosts that the user's ssh config names, in its order. It is only read: what a name means in the
 * end is for ssh to say, and nothing that the config lets run is run here.
 */
export async function knownHosts(home = homedir()): Promise<readonly KnownHost[]> {
  const reader = new ConfigReader(join(home, '.ssh'), home)
  await reader.read(join(home, '.ssh', 'config'), 0)
  return [...reader.hosts].slice(0, MAX_HOSTS).map(([name, detail]) => ({ name, detail }))
}

class ConfigReader {
  readonly hosts = new Map<string, string>()
  readonly #folder: string
  readonly #home: string
  #files = 0

  constructor(folder: string, home: string) {
    this.#folder = folder
    this.#home = home
  }

  async read(path: string, depth: number): Promise<void> {
    if (depth > MAX_DEPTH || this.#files++ >= MAX_FILES) return
    for (const line of await linesOf(path)) await this.#take(line, depth)
  }

  async #take(line: Line, depth: number): Promise<void> {
    if (line.type !== SSHConfig.DIRECTIVE) return
    const word = line.param.toLowerCase()
    if (word === 'include') {
      for (const pattern of valuesOf(line)) {
        for (const path of await this.#filesLike(pattern)) await this.read(path, depth + 1)
      }
    } else if ('config' in line) {
      if (word === 'host') this.#addHosts(line)
      for (const inner of line.config) await this.#take(inner, depth)
    }
  }

  #addHosts(section: Section): void {
    const detail = detailOf(section)
    for (const name of valuesOf(section)) {
      // Patterns, and names that this program would not give to ssh.
      if (isHostName(name) && !this.hosts.has(name)) this.hosts.set(name, detail)
    }
  }

  /** Wildcards are looked at in the last part, where configs have them. */
  async #filesLike(pattern: string): Promise<readonly string[]> {
    const full = pattern.startsWith('~/')
      ? join(this.#home, pattern.slice(2))
      : isAbsolute(pattern)
        ? pattern
        : join(this.#folder, pattern)
    if (!/[*?]/.test(full)) return [full]
    const folder = dirname(full)
    const names = await readdir(folder).catch(() => [])
    return names
      .filter((name) => !name.startsWith('.') && glob(basename(full), name))
      .sort()
      .map((name) => join(folder, name))
  }
}

function isHostName(name: string): boolean {
  const parsed = parseAddress(name)
  return parsed.ok && parsed.machine.host === name
}

/** None of a file that is not there, or that makes no sense. */
async function linesOf(path: string): Promise<readonly Line[]> {
  try {
    const facts = await stat(path)
    if (!facts.isFile() || facts.size > MAX_FILE_BYTES) return []
    return [...SSHConfig.parse(await readFile(path, 'utf8'))]
  } catch {
    return []
  }
}

/** What the section itself says of the machine. */
function detailOf({ config }: Section): string {
  const first = (name: string): string | null => {
    const line = config.find(
      (other) => other.type === SSHConfig.DIRECTIVE && other.param.toLowerCase() === name,
    )
    return line?.type === SSHConfig.DIRECTIVE ? (valuesOf(line)[0] ?? null) : null
  }
  const host = first('hostname')
  if (host === null) return ''
  const port = Number(first('port') ?? 0)
  return machineText({ user: first('user'), host, port: port > 0 && port !== 22 ? port : null })
}

function valuesOf({ value }: Directive): readonly string[] {
  return typeof value === 'string' ? [value] : value.map(({ val }) => val)
}
