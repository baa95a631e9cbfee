import type { Head } from '../head'
import { parseLogfmt } from '../logfmt'
import { headOfFields, saysLevelOrMessage } from './fields'

/** Prometheus, Grafana, Loki, Docker and others: `ts=… caller=main.go:12 level=info msg="…"`, in any order. */
export function readLogfmt(text: string): Head | null {
  if (!/^[a-z_@.]{1,20}=/.test(text)) return null
  const fields = parseLogfmt(text)
  return saysLevelOrMessage(fields) ? headOfFields('logfmt', fields, text) : null
}
