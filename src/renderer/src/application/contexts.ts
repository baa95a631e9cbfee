import { createContext, useContext } from 'react'

import type { DocumentModel } from '../document/DocumentModel'
import type { ApplicationModel } from './ApplicationModel'

export const ApplicationContext = createContext<ApplicationModel | null>(null)
export const DocumentContext = createContext<DocumentModel | null>(null)

export function useApplication(): ApplicationModel {
  const application = useContext(ApplicationContext)
  if (!application) throw new Error('outside of the application')
  return application
}

export function useDocument(): DocumentModel {
  const document = useContext(DocumentContext)
  if (!document) throw new Error('outside of a document')
  return document
}
