import type { CaseKind, ChannelKind, Level, Offence, Priority, Sentiment, StatusCategory } from '@resonanz/contracts'

/** A filter is a list of terms that all hold; a term with several values holds when one of them does. */
export type Filter = Term[]
export type Term = { not: boolean } & (
  | { field: 'status'; values: StatusValue[] }
  | { field: 'owner' | 'team' | 'topic' | 'customer' | 'tag'; values: string[] }
  | { field: 'channel'; values: ChannelKind[] }
  | { field: 'priority'; values: Priority[] }
  | { field: 'kind'; values: CaseKind[] }
  | { field: 'language'; values: TextLanguageValue[] }
  | { field: 'sentiment'; values: Sentiment[] }
  | { field: 'urgency' | 'anger'; values: Level[] }
  | { field: 'offence'; values: OffenceValue[] }
  | { field: 'repeated'; values: ('yes' | 'no')[] }
  | { field: 'has'; values: HasValue[] }
  | { field: 'is'; values: IsValue[] }
  | { field: 'due'; values: DueValue[] }
  /** Days as YYYY-MM-DD. */
  | { field: 'before' | 'after'; values: string[] }
  /** 'similar': cases with the same words as the case of this number. */
  | { field: 'number' | 'similar'; values: number[] }
  | { field: 'text'; value: string; exact: boolean }
)
export type Field = Exclude<Term['field'], 'text'>
/** 'active': everything that still needs somebody; 'any': closed ones too. */
export type StatusValue = StatusCategory | 'active' | 'any'
export type HasValue = 'attachment' | 'promise' | 'draft' | 'followup'
export type IsValue =
  | 'public'
  | 'private'
  | 'unread'
  | 'watched'
  | 'unclear'
  | 'asked'
  | 'handed_over'
  | 'escalated'
  | 'ping_pong'
  | 'stalled'
export type TextLanguageValue = 'de' | 'en' | 'fr' | 'it' | 'es' | 'nl' | 'pl' | 'tr'
export type OffenceValue = Offence | 'any' | 'none'
export type DueValue = 'today' | 'overdue' | 'week' | 'none'

/** Names of operators and values: the first of each language is the one that is written, all are read. */
export type Names = { de: readonly string[]; en: readonly string[] }

export const fieldNames: Record<Field, Names> = {
  status: { de: ['status'], en: ['status'] },
  owner: { de: ['von', 'zuständig', 'zustaendig'], en: ['owner', 'by'] },
  team: { de: ['team'], en: ['team'] },
  channel: { de: ['kanal'], en: ['channel'] },
  topic: { de: ['thema'], en: ['topic'] },
  priority: { de: ['priorität', 'prioritaet', 'prio'], en: ['priority'] },
  kind: { de: ['art'], en: ['kind'] },
  language: { de: ['sprache'], en: ['language', 'lang'] },
  tag: { de: ['tag'], en: ['tag', 'label'] },
  before: { de: ['vor'], en: ['before'] },
  after: { de: ['nach'], en: ['after', 'since'] },
  has: { de: ['hat'], en: ['has'] },
  is: { de: ['ist'], en: ['is'] },
  due: { de: ['fällig', 'faellig'], en: ['due'] },
  customer: { de: ['kunde', 'kundin'], en: ['customer', 'from'] },
  number: { de: ['nummer', 'nr'], en: ['number', 'no'] },
  sentiment: { de: ['tonalität', 'tonalitaet', 'stimmung'], en: ['sentiment', 'tone'] },
  urgency: { de: ['dringlichkeit'], en: ['urgency'] },
  anger: { de: ['ärger', 'aerger'], en: ['anger'] },
  offence: { de: ['verstoß', 'verstoss'], en: ['offence', 'offense'] },
  repeated: { de: ['wiederholt'], en: ['repeated'] },
  similar: { de: ['ähnlich', 'aehnlich', 'gleich'], en: ['similar', 'same'] },
}

type ValueNames<V extends string> = Record<V, Names>
export const statusNames: ValueNames<StatusValue> = {
  new: { de: ['neu'], en: ['new'] },
  open: { de: ['offen'], en: ['open'] },
  waiting_customer: { de: ['wartet-auf-kunde', 'wartet'], en: ['waiting-customer', 'waiting_customer', 'waiting'] },
  waiting_internal: { de: ['wartet-intern'], en: ['waiting-internal', 'waiting_internal'] },
  done: { de: ['erledigt'], en: ['done', 'solved'] },
  closed: { de: ['geschlossen'], en: ['closed'] },
  active: { de: ['aktiv', 'unerledigt'], en: ['active', 'unsolved'] },
  any: { de: ['alle'], en: ['any', 'all'] },
}
export const channelNames: ValueNames<ChannelKind> = {
  email: { de: ['email', 'e-mail', 'mail'], en: ['email', 'mail'] },
  form: { de: ['formular'], en: ['form'] },
  feed: { de: ['feed'], en: ['feed', 'rss'] },
  phone: { de: ['telefon', 'anruf'], en: ['phone', 'call'] },
  letter: { de: ['brief'], en: ['letter'] },
  visit: { de: ['besuch'], en: ['visit'] },
  found: { de: ['fund', 'gefunden'], en: ['found'] },
  youtube: { de: ['youtube'], en: ['youtube'] },
  x: { de: ['x', 'twitter'], en: ['x', 'twitter'] },
  bluesky: { de: ['bluesky'], en: ['bluesky'] },
  firehose: { de: ['bluesky-suche'], en: ['bluesky-search'] },
  telegram: { de: ['telegram'], en: ['telegram'] },
  facebook: { de: ['facebook', 'messenger'], en: ['facebook', 'messenger'] },
  instagram: { de: ['instagram'], en: ['instagram'] },
  whatsapp: { de: ['whatsapp'], en: ['whatsapp'] },
  mastodon: { de: ['fediverse', 'mastodon'], en: ['fediverse', 'mastodon'] },
  discourse: { de: ['discourse', 'forum'], en: ['discourse', 'forum'] },
  wordpress: { de: ['wordpress', 'blog'], en: ['wordpress', 'blog'] },
  inlet: { de: ['schnittstelle'], en: ['inlet', 'api'] },
  'private-page': { de: ['private-seite', 'privatseite'], en: ['private-page'] },
  chat: { de: ['chat'], en: ['chat'] },
}
export const priorityNames: ValueNames<Priority> = {
  urgent: { de: ['dringend'], en: ['urgent'] },
  high: { de: ['hoch'], en: ['high'] },
  normal: { de: ['normal'], en: ['normal'] },
  low: { de: ['niedrig'], en: ['low'] },
}
export const kindNames: ValueNames<CaseKind> = {
  question: { de: ['frage'], en: ['question'] },
  complaint: { de: ['beschwerde'], en: ['complaint'] },
  praise: { de: ['lob'], en: ['praise'] },
  suggestion: { de: ['vorschlag', 'idee'], en: ['suggestion'] },
  request: { de: ['bitte', 'anfrage'], en: ['request'] },
  fault: { de: ['störung', 'stoerung', 'fehler'], en: ['fault'] },
  cancellation: { de: ['kündigung', 'kuendigung'], en: ['cancellation'] },
  press: { de: ['presse', 'recht'], en: ['press', 'legal'] },
  spam: { de: ['spam', 'werbung'], en: ['spam'] },
}
export const languageNames: ValueNames<TextLanguageValue> = {
  de: { de: ['de', 'deutsch'], en: ['de', 'german'] },
  en: { de: ['en', 'englisch'], en: ['en', 'english'] },
  fr: { de: ['fr', 'französisch', 'franzoesisch'], en: ['fr', 'french'] },
  it: { de: ['it', 'italienisch'], en: ['it', 'italian'] },
  es: { de: ['es', 'spanisch'], en: ['es', 'spanish'] },
  nl: { de: ['nl', 'niederländisch', 'niederlaendisch'], en: ['nl', 'dutch'] },
  pl: { de: ['pl', 'polnisch'], en: ['pl', 'polish'] },
  tr: { de: ['tr', 'türkisch', 'tuerkisch'], en: ['tr', 'turkish'] },
}
export const sentimentNames: ValueNames<Sentiment> = {
  positive: { de: ['positiv'], en: ['positive'] },
  neutral: { de: ['neutral'], en: ['neutral'] },
  negative: { de: ['negativ'], en: ['negative'] },
}
export const levelNames: ValueNames<Level> = {
  low: { de: ['gering', 'niedrig'], en: ['low'] },
  medium: { de: ['mittel'], en: ['medium'] },
  high: { de: ['hoch'], en: ['high'] },
}
export const offenceNames: ValueNames<OffenceValue> = {
  insult: { de: ['beleidigung'], en: ['insult'] },
  abuse: { de: ['beschimpfung'], en: ['abuse'] },
  threat: { de: ['drohung'], en: ['threat'] },
  hate: { de: ['hass'], en: ['hate'] },
  any: { de: ['ja', 'irgendein'], en: ['any', 'yes'] },
  none: { de: ['keiner', 'nein'], en: ['none', 'no'] },
}
export const repeatedNames: ValueNames<'yes' | 'no'> = {
  yes: { de: ['ja'], en: ['yes'] },
  no: { de: ['nein'], en: ['no'] },
}
export const hasNames: ValueNames<HasValue> = {
  attachment: { de: ['anhang'], en: ['attachment'] },
  promise: { de: ['zusage'], en: ['promise'] },
  draft: { de: ['entwurf'], en: ['draft'] },
  followup: { de: ['wiedervorlage'], en: ['follow-up', 'followup'] },
}
export const isNames: ValueNames<IsValue> = {
  public: { de: ['öffentlich', 'oeffentlich'], en: ['public'] },
  private: { de: ['privat'], en: ['private'] },
  unread: { de: ['ungelesen'], en: ['unread'] },
  watched: { de: ['beobachtet'], en: ['watched'] },
  unclear: { de: ['unklar'], en: ['unclear'] },
  asked: { de: ['rückfrage', 'rueckfrage'], en: ['asked', 'consultation'] },
  handed_over: { de: ['übergeben', 'uebergeben'], en: ['handed-over'] },
  escalated: { de: ['eskaliert'], en: ['escalated'] },
  ping_pong: { de: ['pingpong', 'ping-pong'], en: ['ping-pong', 'pingpong'] },
  stalled: { de: ['festgefahren'], en: ['stalled', 'stuck'] },
}
export const dueNames: ValueNames<DueValue> = {
  today: { de: ['heute'], en: ['today'] },
  overdue: { de: ['überfällig', 'ueberfaellig'], en: ['overdue'] },
  week: { de: ['woche'], en: ['week'] },
  none: { de: ['nie', 'keine'], en: ['none', 'never'] },
}

/** Fields whose values come from a table; the others take free values. */
export const valueNames = {
  status: statusNames,
  channel: channelNames,
  priority: priorityNames,
  kind: kindNames,
  language: languageNames,
  has: hasNames,
  is: isNames,
  due: dueNames,
  sentiment: sentimentNames,
  urgency: levelNames,
  anger: levelNames,
  offence: offenceNames,
  repeated: repeatedNames,
} as const

/** Words with a meaning of their own where an owner, team or topic is named; stored in English. */
export const selfNames: ValueNames<'me' | 'none'> = {
  me: { de: ['ich', 'mir', 'mein'], en: ['me', 'mine'] },
  none: { de: ['niemand', 'keins', 'ohne'], en: ['none', 'nobody'] },
}
