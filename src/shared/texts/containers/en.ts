/** Why a container, a service or a pod could not be opened, in English. `ru.ts` has the same shape. */
export const containerFailures = {
  'no-docker': {
    title: 'Neither docker nor podman is installed there',
    advice:
      'Check the machine, or open the container’s log file instead: /var/lib/docker/containers/…/…-json.log.',
  },
  'docker-down': {
    title: 'The container engine does not answer',
    advice:
      'It is installed but not running, or it listens elsewhere. Try “docker ps” in a terminal; start it with “systemctl start docker”, or check DOCKER_HOST and “docker context ls”.',
  },
  'docker-permission': {
    title: 'You may not talk to Docker there',
    advice:
      'The user has to be in the group docker (“sudo usermod -aG docker USER”, then sign in anew), or be root. Whoever is in it can do on that machine what root can.',
  },
  'no-container': {
    title: 'There is no such container or service',
    advice:
      '“docker ps -a” lists the containers, “docker service ls” the services; services are known to a manager of the swarm only.',
  },
} as const
