import { bridge } from '../application/bridge'

/** How the key is named that commands are given with. */
export const CONTROL = bridge.platform === 'darwin' ? '⌘' : 'Ctrl'
