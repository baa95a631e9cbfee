import type { Field, FieldValue } from '#shared/record'

/** One line of the tree of fields. */
export interface TreeNode {
  /** Numbers from the root on, as names may occur twice. */
  readonly path: string
  readonly parent: string | null
  readonly depth: number
  readonly name: string
  readonly value: FieldValue
  /** Children, whether they are shown or not. */
  readonly size: number
  readonly isExpanded: boolean
  readonly position: number
  readonly siblings: number
}

/** More children than this are cut, so that no record can fill the page; the raw text has them all. */
export const MAX_CHILDREN = 500

function childrenOf(value: FieldValue): readonly Field[] {
  if (value.kind === 'object') return value.fields
  if (value.kind === 'list')
    return value.items.map((item, index) => ({ name: String(index), value: item }))
  return []
}

export function sizeOf(value: FieldValue): number {
  if (value.kind === 'object') return value.fields.length
  return value.kind === 'list' ? value.items.length : 0
}

/** The lines that are in sight, from top to bottom. */
export function visibleNodes(
  fields: readonly Field[],
  expanded: ReadonlySet<string>,
  parent: string | null = null,
  depth = 0,
): readonly TreeNode[] {
  return fields.slice(0, MAX_CHILDREN).flatMap(({ name, value }, index): readonly TreeNode[] => {
    const path = parent === null ? String(index) : `${parent}.${index}`
    const isExpanded = expanded.has(path)
    const node: TreeNode = {
      path,
      parent,
      depth,
      name,
      value,
      size: sizeOf(value),
      isExpanded,
      position: index + 1,
      siblings: fields.length,
    }
    return isExpanded
      ? [node, ...visibleNodes(childrenOf(value), expanded, path, depth + 1)]
      : [node]
  })
}

/** Where an arrow key goes from `active`, and what it opens or closes. */
export type TreeMove =
  { readonly kind: 'go'; readonly to: string } | { readonly kind: 'toggle'; readonly path: string }

export function moveInTree(
  nodes: readonly TreeNode[],
  active: string,
  key: string,
): TreeMove | null {
  const index = nodes.findIndex(({ path }) => path === active)
  const node = nodes[index]
  if (!node) return null
  const go = (to: TreeNode | undefined): TreeMove | null =>
    to ? { kind: 'go', to: to.path } : null
  const toggle: TreeMove = { kind: 'toggle', path: node.path }
  switch (key) {
    case 'ArrowDown':
      return go(nodes[index + 1])
    case 'ArrowUp':
      return go(nodes[index - 1])
    case 'Home':
      return go(nodes[0])
    case 'End':
      return go(nodes.at(-1))
    case 'ArrowRight':
      if (node.size === 0) return null
      return node.isExpanded ? go(nodes[index + 1]) : toggle
    case 'ArrowLeft':
      if (node.isExpanded) return toggle
      return node.parent === null ? null : { kind: 'go', to: node.parent }
    case 'Enter':
    case ' ':
      return node.size > 0 ? toggle : null
    default:
      return null
  }
}
