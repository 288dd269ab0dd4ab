import type {
  CaseKind,
  DemoAttachment,
  DemoDelivery,
  Language,
  PresenceKey,
  Priority,
  StaffKey,
  StatusCategory,
  TeamKey,
} from './types.ts'

/**
 * How a conversation is written down. Texts may hold slots, filled by the time of their message:
 * `{bis}` the promised next word, `{w+2}` weekday and date two working days on, `{d-3}` the date three days ago.
 */
export type WrittenCase = {
  key: string
  presence: PresenceKey
  customer: string
  subject: string
  topic: string
  kind: CaseKind
  status: StatusCategory
  owner: StaffKey | null
  /** Hours before now in which it began: earliest last. */
  ago: [from: number, to: number]
  say: Utterance[]
  priority?: Priority
  team?: TeamKey
  tags?: string[]
  language?: Language
  /** We answer with du. */
  du?: boolean
  /** What the next word will be about. */
  promise?: string
  /** Hours from now to the promised word; negative: overdue. Without it the plan chooses. */
  due?: number
  followUp?: [inHours: number, reason: string]
  particulars?: string
  reach?: number
  link?: string
  wishedAnswer?: 'email' | 'phone' | 'letter'
  template?: string
}

export type Utterance = {
  from: 'customer' | StaffKey
  direction: 'in' | 'out' | 'note'
  /** Minutes after the message before it. */
  after: number
  text: string
} & UtteranceMore

export type UtteranceMore = {
  presence?: PresenceKey
  /** The customer record that wrote it, where it is not (yet) the case's. */
  sender?: string
  /** Files, some of which need the time of the message. */
  files?: (at: Date) => DemoAttachment[]
  /** Mail with an HTML part. */
  html?: boolean
  /** The mail carries the one it answers below. */
  quote?: boolean
  /** The customer's own mail signature. */
  signature?: string
  loggedBy?: StaffKey
  holding?: boolean
  delivery?: DemoDelivery
  bad?: boolean
  /** Send as written: no greeting, no sign-off. */
  raw?: boolean
}

/** The customer writes. */
export function them(text: string, after = 0, more: UtteranceMore = {}): Utterance {
  return { from: 'customer', direction: 'in', after, text, ...more }
}

/** A member answers; greeting and sign-off are added in their manner. */
export function us(who: StaffKey, after: number, text: string, more: UtteranceMore = {}): Utterance {
  return { from: who, direction: 'out', after, text, ...more }
}

/** A holding reply: says what happens and when the next word comes. */
export function hold(who: StaffKey, after: number, text: string, more: UtteranceMore = {}): Utterance {
  return us(who, after, text, { holding: true, ...more })
}

export function note(who: StaffKey, after: number, text: string): Utterance {
  return { from: who, direction: 'note', after, text }
}

/** A call, letter or visit that a member wrote down in their own words. */
export function logged(who: StaffKey, text: string, after = 0, more: UtteranceMore = {}): Utterance {
  return { from: 'customer', direction: 'in', after, text, loggedBy: who, ...more }
}

/** A call or talk of ours, written down. */
export function spoke(who: StaffKey, after: number, text: string, more: UtteranceMore = {}): Utterance {
  return { from: who, direction: 'out', after, text, loggedBy: who, raw: true, ...more }
}
