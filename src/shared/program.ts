/** Stands for the records that name no component. */
export const NO_PROGRAM = ''

/** The program that a component belongs to: `livekit` of `livekit.transport.pion.ice`. */
export function programOf(component: string | null): string {
  return component === null ? NO_PROGRAM : (component.split('.', 1)[0] ?? component)
}
