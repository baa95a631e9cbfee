import type { Translated } from '../shape'
import type { containerFailures as failures, containers as picker } from './en'

export const containers = {
  open: 'Открыть контейнер…',
  title: 'Открыть контейнер или сервис',
  machine: 'Машина',
  thisMachine: 'эта машина',
  machineHint: 'Другая машина по ssh: user@host или user@host:port',
  list: 'Показать',
  part: 'Часть имени или образа',
  label: 'Контейнеры и сервисы',
  service: 'сервис',
  asking: 'Запрашиваем список контейнеров…',
  none: 'Контейнеров нет.',
  noMatch: 'С таким именем ничего нет.',
  more_one: 'Ещё {{count, number}} контейнер; введите часть имени.',
  more_few: 'Ещё {{count, number}} контейнера; введите часть имени.',
  more_many: 'Ещё {{count, number}} контейнеров; введите часть имени.',
  more_other: 'Ещё {{count, number}} контейнера; введите часть имени.',
  noEngine: 'Не найдены ни Docker, ни Podman',
  noEngineAdvice:
    'Если контейнеры работают на сервере, укажите его выше. Здесь понадобится Docker Engine (docs.docker.com/engine/install) и членство в группе docker либо Podman (podman.io). Файл лога, который пишет Docker, откроется и без них: /var/lib/docker/containers/…/…-json.log, читать его может root.',
} as const satisfies Translated<typeof picker>

export const containerFailures = {
  'no-docker': {
    title: 'Там нет ни docker, ни podman',
    advice:
      'Проверьте, та ли это машина, или откройте сам файл лога контейнера: /var/lib/docker/containers/…/…-json.log.',
  },
  'docker-down': {
    title: 'Docker не отвечает',
    advice:
      'Он установлен, но не запущен или слушает в другом месте. Проверьте «docker ps» в терминале; запустите его через «systemctl start docker» или проверьте DOCKER_HOST и «docker context ls».',
  },
  'docker-permission': {
    title: 'Нет прав на доступ к Docker',
    advice:
      'Пользователь должен входить в группу docker («sudo usermod -aG docker USER», затем войти заново) или быть root. Кто входит в неё, может на той машине всё, что и root.',
  },
  'no-container': {
    title: 'Такого контейнера или сервиса нет',
    advice:
      'Контейнеры покажет «docker ps -a», сервисы — «docker service ls»; о сервисах знает только менеджер swarm.',
  },
  'no-kubectl': {
    title: 'kubectl не установлен',
    advice:
      'Установите kubectl и дайте ему доступ к кластеру (kubeconfig). Если у вас есть вход на узел, логи лежат там в /var/log/pods.',
  },
  'no-context': {
    title: 'kubectl не знает такого контекста',
    advice:
      'Контексты из вашего kubeconfig покажет «kubectl config get-contexts». В адресе контекст стоит первым: kubectl://context/namespace/pod.',
  },
  'no-pod': {
    title: 'Такого пода или контейнера нет',
    advice:
      'Поды и их пространства имён покажет «kubectl get pods -A». Если контейнеров в поде несколько, назовите один: kubectl:namespace/pod/container.',
  },
  'cluster-refused': {
    title: 'Кластер не даёт прочитать этот лог',
    advice:
      'Возможно, вход устарел или вашей роли не хватает «get» на «pods/log». Проверьте: «kubectl auth can-i get pods/log -n NAMESPACE».',
  },
  'cluster-unreachable': {
    title: 'Кластер не отвечает',
    advice:
      'Проверьте сеть и VPN и работает ли «kubectl get pods» в терминале; адрес кластера указан в вашем kubeconfig.',
  },
} as const satisfies Translated<typeof failures>
