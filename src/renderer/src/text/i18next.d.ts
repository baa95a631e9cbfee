import 'i18next'

import type { en } from '#shared/texts/en'

/** Makes a wrong key or a missing placeholder a mistake for the compiler. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'texts'
    resources: { texts: typeof en }
  }
}
