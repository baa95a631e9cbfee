import type { Translated } from '../shape'
import type { containerFailures as english } from './en'

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
} as const satisfies Translated<typeof english>
