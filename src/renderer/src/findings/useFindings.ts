import { useEffect, useState } from 'react'

import type { DocumentResults } from '#shared/protocol/document'

import { useDocument } from '../application/contexts'
import { watch } from '../document/watch'

/** What several records of the log say together, as it grows; null until the engine has answered. */
export function useFindings(): DocumentResults['findings.get'] | null {
  const document = useDocument()
  const [answer, setAnswer] = useState<DocumentResults['findings.get'] | null>(null)
  useEffect(() => {
    const { client, status } = document
    return watch([status], () => client.call('findings.get', {}), setAnswer)
  }, [document])
  return answer
}
