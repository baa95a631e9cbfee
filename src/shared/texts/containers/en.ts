/* What the window says of containers, services and pods, in English. `ru.ts` has the same shape. */

export const containers = {
  open: 'Open a container…',
  title: 'Open a container or service',
  machine: 'Machine',
  thisMachine: 'this machine',
  machineHint: 'Another one by ssh: user@host or user@host:port',
  list: 'List',
  part: 'Part of the name or image',
  label: 'Containers and services',
  service: 'service',
  asking: 'Asking the container engine…',
  none: 'The engine has no containers.',
  noMatch: 'None of them is called so.',
  more_one: '{{count, number}} more container; type a part of its name.',
  more_other: '{{count, number}} more containers; type a part of the name.',
  noEngine: 'Neither Docker nor Podman was found',
  noEngineAdvice:
    'If the containers run on a server, enter it above. Here you would need Docker Engine (docs.docker.com/engine/install) and to be in the group docker, or Podman (podman.io). A log file that Docker wrote opens without either: /var/lib/docker/containers/…/…-json.log, which root may read.',
} as const

/** Why one could not be opened. */
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
  'no-kubectl': {
    title: 'kubectl is not installed',
    advice:
      'Install kubectl and give it access to the cluster (a kubeconfig). Where you can sign in to the node, the logs lie in /var/log/pods.',
  },
  'no-context': {
    title: 'kubectl does not know this context',
    advice:
      '“kubectl config get-contexts” lists those of your kubeconfig. In the address the context stands first: kubectl://context/namespace/pod.',
  },
  'no-pod': {
    title: 'There is no such pod or container',
    advice:
      '“kubectl get pods -A” lists the pods with their namespaces. Of a pod with several containers name one: kubectl:namespace/pod/container.',
  },
  'cluster-refused': {
    title: 'The cluster does not let you read this log',
    advice:
      'You may not be signed in any more, or your role lacks “get” on “pods/log”. “kubectl auth can-i get pods/log -n NAMESPACE” tells.',
  },
  'cluster-unreachable': {
    title: 'The cluster does not answer',
    advice:
      'Check your network and VPN, and whether “kubectl get pods” works in a terminal; the address of the cluster stands in your kubeconfig.',
  },
} as const
