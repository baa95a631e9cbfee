import { useEffect, type RefObject } from 'react'

import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'
import { markMatches } from './highlights'

/** Marks what is looked for in everything below an element. */
export function useHighlights(root: RefObject<HTMLElement | null>): void {
  const { client, search } = useDocument()
  // Each query has a status of its own number, so marks of an older one are made anew.
  const number = useStore(search.status)?.number ?? null
  useEffect(() => {
    if (number === null || !root.current) return
    return markMatches(root.current, async (texts, areParts) => {
      const answer = await client.call('search.highlight', { texts: [...texts], areParts })
      return answer.number === number ? answer.ranges : []
    })
  }, [client, number, root])
}
