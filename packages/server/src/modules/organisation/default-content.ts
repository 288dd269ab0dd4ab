import type { Language } from '@resonanz/contracts'

/** What a new workspace starts with; everything can be renamed. */
export const defaultTeams: Record<Language, readonly string[]> = {
  de: ['Kundenservice', 'Social Media'],
  en: ['Customer service', 'Social media'],
}

export const defaultTopics: readonly { de: string; en: string }[] = [
  { de: 'Lieferung und Versand', en: 'Delivery' },
  { de: 'Rechnung und Zahlung', en: 'Invoice and payment' },
  { de: 'Vertrag und Kündigung', en: 'Contract and cancellation' },
  { de: 'Produkt und Qualität', en: 'Product and quality' },
  { de: 'Technik und Störung', en: 'Technical faults' },
  { de: 'Service und Beratung', en: 'Service and advice' },
  { de: 'Lob und Vorschläge', en: 'Praise and ideas' },
  { de: 'Sonstiges', en: 'Other' },
]
