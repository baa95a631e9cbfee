import { wholeNumbers } from './format'
import { useTexts } from './i18n'

/** Formats whole numbers in the current language. */
export function useNumber(): (value: number) => string {
  const { language } = useTexts()
  const numbers = wholeNumbers(language)
  return (value) => numbers.format(value)
}
