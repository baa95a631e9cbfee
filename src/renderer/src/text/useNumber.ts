import { useMemo } from 'react'

import { useTexts } from './i18n'

/** Formats whole numbers in the current language. */
export function useNumber(): (value: number) => string {
  const { language } = useTexts()
  return useMemo(() => {
    const format = new Intl.NumberFormat(language)
    return (value) => format.format(value)
  }, [language])
}
