import type { useTranslation } from 'react-i18next'

type T = ReturnType<typeof useTranslation<['customers', 'ui']>>['t']
const known = new Set([
  'same-name',
  'same-email',
  'same-phone',
  'same-handle',
  'same-order-number',
  'same-customer-number',
  'same-name-and-place',
  'form-confirmed',
  'by-hand',
  'confirmed-by-person',
  'own-words',
  'proposal',
  'merge',
])

/** Why two are taken for one person, in words; codes unknown here are shown as they are. */
export function evidenceWords(code: string, t: T): string {
  return known.has(code) ? t(`evidence.${code}` as 'evidence.by-hand') : code
}
