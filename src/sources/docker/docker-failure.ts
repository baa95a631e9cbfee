import type { OpenFailure } from '#shared/protocol/application'

import type { Failure } from '../open-failure'
import { sshFailure } from '../remote/ssh-failure'
import { NO_ENGINE } from './docker-command'

/** What the command lines of docker and podman say (moby client/errors.go, request.go). */
const SAYINGS: readonly (readonly [RegExp, OpenFailure])[] = [
  [/no such container|no container with name|no such (?:task or )?service/i, 'no-container'],
  [new RegExp(NO_ENGINE), 'no-docker'],
  [/permission denied while trying to connect to the docker/i, 'docker-permission'],
  [/cannot connect to (?:the docker|podman)|failed to connect to the docker/i, 'docker-down'],
]

/** @param said the standard error of docker, podman or the ssh to it */
export function dockerFailure(said: string): Failure {
  const { code, message } = sshFailure(said)
  return { code: SAYINGS.find(([saying]) => saying.test(said))?.[1] ?? code, detail: message }
}
