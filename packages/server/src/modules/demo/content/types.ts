/**
 * The sample company as data: what `buildDemo(now)` returns and the loader writes. Nothing here knows the database.
 * Every key is a short stable slug; every instant is a UTC `Date` at or before `now`, promises and follow-ups excepted.
 */
export type DemoContent = {
  company: DemoCompany
  teams: DemoTeam[]
  staff: DemoStaff[]
  /** The member a first-run owner may take the place of: the one whose "for me" view is alive. */
  defaultStaff: StaffKey
  presences: DemoPresence[]
  topics: DemoTopic[]
  customers: DemoCustomer[]
  /** Oldest first. */
  cases: DemoCase[]
  /** Public items of the feeds that address nobody. Oldest first. */
  mentions: DemoMention[]
  quarantine: DemoQuarantine[]
  linkProposals: DemoLinkProposal[]
  /** Two records of one person, confirmed and joined by a member. */
  customerMerges: DemoCustomerMerge[]
  caseMerges: DemoCaseMerge[]
}

export type DemoCompany = {
  name: string
  short: string
  domain: string
  street: string
  town: string
  about: Words
  shops: string[]
}

/** A text in both languages of the product. */
export type Words = { de: string; en: string }
export type Language = 'de' | 'en'

export type TeamKey = 'kundenservice' | 'social' | 'rechnung'
export type DemoTeam = { key: TeamKey; name: Words }

export type StaffKey = 'henrike' | 'jonte' | 'nadia' | 'falk' | 'mara' | 'tolga' | 'grace' | 'owen' | 'brigitte'
export type DemoStaff = {
  key: StaffKey
  name: string
  email: string
  role: 'owner' | 'admin' | 'lead' | 'agent' | 'reader'
  teams: TeamKey[]
  title: Words
  /** Languages they answer in, the stronger one first. */
  languages: Language[]
}

export type ChannelKind = 'email' | 'form' | 'feed' | 'phone' | 'letter' | 'visit' | 'found'
export type PresenceKey =
  | 'mail-service'
  | 'mail-rechnung'
  | 'form'
  | 'feed-forum'
  | 'feed-blog'
  | 'feed-news'
  | 'phone'
  | 'letter'
  | 'visit'
  | 'found-fediverse'
  | 'found-bluesky'
export type DemoPresence = {
  key: PresenceKey
  channel: ChannelKind
  name: Words
  /** Mail address, feed address, phone number or profile, as a person would write it. */
  address: string
  purpose: Words
  team: TeamKey
  public: boolean
}

export type DemoTopic = { key: string; parent: string | null; name: Words }

export type IdentityKind = 'email' | 'phone' | 'fediverse' | 'bluesky' | 'customer_number' | 'name'
export type DemoIdentity = { kind: IdentityKind; value: string; confirmed: boolean }
export type DemoCustomer = {
  key: string
  name: string
  language: Language
  /** How to address them: Frau, Herr, or by the full name. */
  salutation: 'f' | 'm' | 'x'
  identities: DemoIdentity[]
  town: string
  /** Besonderheiten: facts for the next contact. */
  particulars?: string
}

export type CaseKind =
  | 'question'
  | 'complaint'
  | 'praise'
  | 'suggestion'
  | 'request'
  | 'fault'
  | 'cancellation'
  | 'press'
export type Priority = 'urgent' | 'high' | 'normal' | 'low'
export type StatusCategory = 'new' | 'open' | 'waiting_customer' | 'waiting_internal' | 'done' | 'closed'

export type DemoCase = {
  key: string
  presence: PresenceKey
  customer: string
  language: Language
  subject: string
  topic: string
  kind: CaseKind
  priority: Priority
  status: StatusCategory
  owner: StaffKey | null
  team: TeamKey
  tags: string[]
  startedAt: Date
  /** In order of time, the first from the customer. */
  messages: DemoMessage[]
  /** Wiedervorlage: comes back at this time. */
  followUp: { at: Date; reason: string } | null
  /** The next word promised to the customer. `keptAt` is set when it was given. */
  nextUpdate: { dueAt: Date; text: string; by: StaffKey | 'receipt'; keptAt: Date | null } | null
  particulars: string | null
  /** People who may see the public post. null: private, or not known. */
  reach: number | null
  /** When it became done or closed. */
  endedAt: Date | null
  wishedAnswer: 'email' | 'phone' | 'letter' | null
  /** true: written by hand for this case; false: made from a template. */
  written: boolean
  /** The template it came from. */
  template: string | null
}

export type DemoMessage = {
  from: 'customer' | StaffKey
  /** Key of the customer record that wrote it; null for our own. Differs from the case's for a record not yet linked. */
  sender: string | null
  direction: 'in' | 'out' | 'note'
  at: Date
  /** Usually the case's own; a customer may change the channel in the middle. */
  presence: PresenceKey
  text: string
  html: string | null
  attachments: DemoAttachment[]
  /** The text a reader wants: without the quoted mail and the signature. */
  reply: string
  /** Calls, letters, visits and found posts: who wrote them down. */
  loggedBy: StaffKey | null
  /** Colleagues named with @ in a note. */
  mentions: StaffKey[]
  /** An answer that says "we are on it" and promises the next word. */
  holding: boolean
  delivery: DemoDelivery | null
  /** Address of a public post. */
  link: string | null
  /** Breaks our guidelines on purpose: old answers for the guideline check to find. */
  bad: boolean
}

/** Only for `out`. */
export type DemoDelivery =
  | { state: 'delivered' }
  | { state: 'failed'; status: string; reason: string }
  | { state: 'unclear'; reason: string }

export type DemoAttachment = { name: string; type: string; bytes: Uint8Array }

export type DemoMention = {
  key: string
  presence: 'feed-forum' | 'feed-blog' | 'feed-news'
  language: Language
  title: string
  author: string
  text: string
  link: string
  publishedAt: Date
  /** What triage found so far. */
  state: 'new' | 'watched' | 'dismissed'
}

export type DemoQuarantine = {
  key: string
  presence: 'mail-service' | 'mail-rechnung'
  raw: Uint8Array
  receivedAt: Date
  /** Stable code, and a sentence for people. */
  code: string
  reason: Words
}

export type DemoLinkProposal = {
  key: string
  customers: [string, string]
  /** 0 to 1 */
  score: number
  reasons: Words[]
  proposedAt: Date
}

export type DemoCustomerMerge = { key: string; from: string; into: string; by: StaffKey; at: Date; reason: string }
export type DemoCaseMerge = { key: string; from: string; into: string; by: StaffKey; at: Date; reason: string }
