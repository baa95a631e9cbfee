export const TAB_PANEL_ID = 'tab-panel'

export function tabId(number: number): string {
  return `tab-${number}`
}
