// What one language knows of quoted mails; the tables stand in languages/.

export type FieldKind = 'from' | 'sent' | 'to' | 'cc' | 'subject' | 'other'

/** Words of one language. Everything is compared in lower case. */
export type ReplyPhrases = {
  /** First word(s) of an "On … wrote:" line. */
  openers: readonly string[]
  /** The "wrote" of that line, wherever it stands. */
  verbs: readonly string[]
  /** Labels of the block Outlook and others write above a quoted mail. */
  fields: Partial<Record<FieldKind, readonly string[]>>
  /** Text between dashes: "Original Message". */
  originals: readonly string[]
  /** Lines that stand alone above a forwarded mail: "Begin forwarded message". */
  forwards?: readonly string[]
  /** Lines a phone or mail app adds: how they start and, where needed, how they go on. */
  mobile?: readonly (readonly [start: string, then?: string])[]
}
