import { bridge } from '../application/bridge'
import type { Tab, TabsModel } from './TabsModel'

type Place = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8'

export type TabCommand =
  | 'new-tab'
  | 'close-tab'
  | 'next-tab'
  | 'previous-tab'
  | 'tab-to-right'
  | 'tab-to-left'
  | `tab-${Place}`
  | 'last-tab'

const COMMANDS: Readonly<Record<TabCommand, (tabs: TabsModel) => void>> = {
  'new-tab': () => void bridge.newTab(),
  'close-tab': (tabs) => tabs.closeActive(),
  'next-tab': (tabs) => show(tabs.neighbour(1)),
  'previous-tab': (tabs) => show(tabs.neighbour(-1)),
  'tab-to-right': (tabs) => tabs.moveActive(1),
  'tab-to-left': (tabs) => tabs.moveActive(-1),
  'tab-1': (tabs) => show(tabs.list.get()[0]),
  'tab-2': (tabs) => show(tabs.list.get()[1]),
  'tab-3': (tabs) => show(tabs.list.get()[2]),
  'tab-4': (tabs) => show(tabs.list.get()[3]),
  'tab-5': (tabs) => show(tabs.list.get()[4]),
  'tab-6': (tabs) => show(tabs.list.get()[5]),
  'tab-7': (tabs) => show(tabs.list.get()[6]),
  'tab-8': (tabs) => show(tabs.list.get()[7]),
  'last-tab': (tabs) => show(tabs.list.get().at(-1)),
}

export function isTabCommand(command: string): command is TabCommand {
  return Object.hasOwn(COMMANDS, command)
}

export function runTabCommand(tabs: TabsModel, command: TabCommand): void {
  COMMANDS[command](tabs)
}

function show(tab: Tab | null | undefined): void {
  if (tab) void bridge.activateTab(tab.number)
}
