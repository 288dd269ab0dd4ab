// Rules of a guideline as data: a workspace keeps them, edits them, tries them on past replies. Nothing here runs code.

export type FindingLevel = 'hint' | 'warning' | 'stop'
export type Words = { de: string; en: string }

/** What the case knows when the reply is written; what is not known is left out. */
export type CaseFacts = {
  openPromise?: boolean
  firstAnswer?: boolean
  solved?: boolean
  praise?: boolean
}

export type ClassifierName =
  | 'sent-to-email'
  | 'sent-to-phone'
  | 'sent-to-form'
  | 'forwarded-without-date'
  | 'promise-without-date'
  | 'personal-data'
  | 'no-next-step'
  | 'mixed-address'
  | 'shouting'
  | 'no-greeting'
  | 'no-closing'

/** Where a rule looks. Patterns are the language of pattern.ts; phrases are patterns without signs. */
export type Finder =
  | { kind: 'phrases'; phrases: readonly string[] }
  | {
      kind: 'patterns'
      patterns: readonly string[]
      unless?: readonly string[]
      unlessConcrete?: boolean
      inQuestions?: readonly string[]
    }
  | { kind: 'classifier'; name: ClassifierName }

export type RuleCondition = {
  /** The rule holds only on these channels, or on all but these. */
  channels?: readonly string[]
  notChannels?: readonly string[]
  audience?: 'public' | 'private'
  /** Every fact named must be as said; a fact nobody knows is taken as false. */
  facts?: CaseFacts
  /** Silent where one of these rules found something already. */
  silentBeside?: readonly string[]
}

export type GuidelineRule = {
  id: string
  level: FindingLevel
  when?: RuleCondition
  find: Finder
  reason: Words
  suggestion: Words
}

export type GuidelineFinding = {
  rule: string
  level: FindingLevel
  /** UTF-16 code units of the reply. */
  start: number
  end: number
  reason: Words
  suggestion: Words
}
