import type { Session } from 'electron'

import { warn } from './log'

/** A log viewer needs no camera, place, notification or clipboard of the page: what it needs, main does. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    warn(`denied the permission "${permission}"`)
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}
