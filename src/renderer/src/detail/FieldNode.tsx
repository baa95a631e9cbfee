import type { CSSProperties } from 'react'
import { ChevronRight } from 'lucide-react'

import { useTexts } from '../text/i18n'
import { VisibleText } from '../text/VisibleText'
import type { TreeNode } from './tree'
import { isZeroTime } from './zero-time'

/** A longer value is cut here; the raw text has it whole. */
const MAX_VALUE_LENGTH = 4000

interface FieldNodeProps {
  readonly node: TreeNode
  readonly isActive: boolean
  readonly onSelect: () => void
}

/** One field: its name and value, or how many are inside it. */
export function FieldNode({ node, isActive, onSelect }: FieldNodeProps) {
  const { t } = useTexts()
  const { value, size } = node
  const text = 'value' in value ? value.value : null
  const omitted = text === null ? 0 : Math.max(0, text.length - MAX_VALUE_LENGTH)
  return (
    <div
      role="treeitem"
      className="tree-node"
      tabIndex={isActive ? 0 : -1}
      data-path={node.path}
      aria-level={node.depth + 1}
      aria-posinset={node.position}
      aria-setsize={node.siblings}
      aria-expanded={size > 0 ? node.isExpanded : undefined}
      style={{ '--depth': node.depth } as CSSProperties}
      onClick={onSelect}
    >
      <ChevronRight className="tree-chevron" data-is-leaf={size === 0} size={12} aria-hidden />
      <span className="tree-name">
        <VisibleText text={node.name} />
      </span>
      <span className="tree-value" data-kind={value.kind}>
        {text === null ? (
          t('detail.items', { count: size })
        ) : (
          <VisibleText text={text.slice(0, MAX_VALUE_LENGTH)} />
        )}
        {isZeroTime(value) && <span className="badge">{t('detail.never')}</span>}
        {omitted > 0 && <span className="badge">{t('detail.more', { count: omitted })}</span>}
      </span>
    </div>
  )
}
