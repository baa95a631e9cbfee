/** What is asked of an IPC event: the parts of Electron's own that say who sent it. */
export interface Sender {
  readonly senderFrame: {
    readonly origin: string
    readonly parent: object | null
  } | null
}

/** Why a message is refused, or null where it comes from the page of one of the app's windows. */
export function refusalOfSender(
  { senderFrame }: Sender,
  { isKnownWindow, pageOrigin }: { readonly isKnownWindow: boolean; readonly pageOrigin: string },
): string | null {
  // Electron gives null for a frame that went away or elsewhere since it sent the message.
  if (senderFrame === null) return 'the sender is gone'
  if (!isKnownWindow) return 'the sender is not a window of the app'
  if (senderFrame.parent !== null) return 'the sender is not a main frame'
  if (senderFrame.origin !== pageOrigin) return `the sender's origin is ${senderFrame.origin}`
  return null
}
