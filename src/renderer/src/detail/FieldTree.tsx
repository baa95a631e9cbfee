import { useRef, useState, type KeyboardEvent } from 'react'

import type { Field } from '#shared/record'

import { useTexts } from '../text/i18n'
import { FieldNode } from './FieldNode'
import { MAX_CHILDREN, moveInTree, sizeOf, visibleNodes } from './tree'

/** Small groups are open from the start. */
const OPEN_UP_TO = 8

function openAtFirst(fields: readonly Field[]): ReadonlySet<string> {
  const small = fields.flatMap(({ value }, index) => {
    const size = sizeOf(value)
    return size > 0 && size <= OPEN_UP_TO ? [String(index)] : []
  })
  return new Set(small)
}

/** All fields of a record, to be opened and closed by mouse or by keys. */
export function FieldTree({ fields }: { readonly fields: readonly Field[] }) {
  const { t } = useTexts()
  const [expanded, setExpanded] = useState(() => openAtFirst(fields))
  const [active, setActive] = useState('0')
  const tree = useRef<HTMLDivElement>(null)
  const nodes = visibleNodes(fields, expanded)

  function toggle(path: string): void {
    const next = new Set(expanded)
    if (!next.delete(path)) next.add(path)
    setExpanded(next)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const move = moveInTree(nodes, active, event.key)
    if (!move) return
    event.preventDefault()
    event.stopPropagation()
    if (move.kind === 'toggle') return toggle(move.path)
    setActive(move.to)
    tree.current?.querySelector<HTMLElement>(`[data-path="${move.to}"]`)?.focus()
  }

  return (
    <section className="detail-section">
      <h3 id="fields-title">{t('detail.fields')}</h3>
      {fields.length === 0 ? (
        <p className="prose prose-quiet">{t('detail.noFields')}</p>
      ) : (
        <div
          ref={tree}
          role="tree"
          className="tree"
          aria-labelledby="fields-title"
          onKeyDown={onKeyDown}
        >
          {nodes.map((node) => (
            <FieldNode
              key={node.path}
              node={node}
              isActive={node.path === active}
              onSelect={() => {
                setActive(node.path)
                if (node.size > 0) toggle(node.path)
              }}
            />
          ))}
        </div>
      )}
      {fields.length > MAX_CHILDREN && (
        <p className="prose prose-quiet">
          {t('detail.more', { count: fields.length - MAX_CHILDREN })}
        </p>
      )}
    </section>
  )
}
