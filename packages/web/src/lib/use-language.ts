import { useTranslation } from 'react-i18next'
import type { Language } from './time.ts'

/** The language on screen, as the time formats want it. */
export function useLanguage(): Language {
  return useTranslation('ui').i18n.language.startsWith('en') ? 'en' : 'de'
}
