import type { Level } from '../level'
import type { Matcher } from './rule'

/** Whether a rule asks for no level or for this one. */
export function fitsLevel({ levels }: Matcher, level: Level | null): boolean {
  return levels.length === 0 || (level !== null && levels.includes(level))
}

/** Whether a rule takes records of this level, and of lines like this one. */
export function fitsOrigin(
  match: Matcher,
  { bare, level }: { readonly bare: boolean; readonly level: Level | null },
): boolean {
  return (bare || !match.bare) && fitsLevel(match, level)
}

/** A line that lost its component, or never had one, is known by its text alone: no pattern may claim it. */
export function fitsComponent(
  { components, text, bare }: Matcher,
  component: string | null,
): boolean {
  if (components.length === 0) return true
  if (component === null) return bare || text.kind === 'exact' || text.kind === 'prefix'
  return components.some((root) => isWithin(component, root))
}

const ANYWHERE = '*.'

/** `*.pion.ice` is a library, whichever program it runs in: `pion.ice`, `livekit.transport.pion.ice`. */
function isWithin(component: string, root: string): boolean {
  return root.startsWith(ANYWHERE)
    ? `.${component}.`.includes(`${root.slice(1)}.`)
    : component.startsWith(root) &&
        (component.length === root.length || component.charCodeAt(root.length) === 0x2e)
}
