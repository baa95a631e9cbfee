export interface RoughTime {
  readonly count: number
  readonly unit: 'seconds' | 'minutes' | 'hours'
}

/** Not more exact than such a guess is. */
export function roughly(seconds: number): RoughTime {
  if (seconds <= 90) return { count: Math.max(10, Math.ceil(seconds / 10) * 10), unit: 'seconds' }
  const minutes = seconds / 60
  if (minutes <= 90) return { count: Math.ceil(minutes), unit: 'minutes' }
  return { count: Math.ceil(minutes / 60), unit: 'hours' }
}
