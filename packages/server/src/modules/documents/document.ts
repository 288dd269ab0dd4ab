/** A document as data: what stands in it, not how it looks. One look for all, in PDF and DOCX. */
export type Block =
  | { block: 'heading'; text: string; level: 1 | 2 }
  | { block: 'paragraph'; text: string; tone?: 'normal' | 'quiet' | 'note' }
  | { block: 'facts'; rows: readonly { label: string; value: string }[] }
  | { block: 'table'; head: readonly string[]; rows: readonly (readonly string[])[] }
  | { block: 'rule' }
  | { block: 'page-break' }

export type Document = {
  title: string
  subtitle?: string
  /** Stands at the top of every page, e.g. the company's name. */
  company: string
  language: 'de' | 'en'
  /** When it was made: on every page, and in the file's own data. */
  madeAt: Date
  /** IANA name: whose day `madeAt` is, that of the house. */
  timeZone: string
  blocks: readonly Block[]
}

export type Format = 'pdf' | 'docx'

export const documentTypes: Record<Format, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

/** More would be no document but an export. */
export const maxBlocks = 20_000
