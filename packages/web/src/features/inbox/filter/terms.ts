import type { Language } from '#lib/time.ts'

/**
 * The words of the filter as the server reads them, German and English. The first of each language is written, all are
 * read. A name missing here still works when typed: the server has the last word and names what it does not know.
 */
export type FilterField =
  | 'status'
  | 'channel'
  | 'topic'
  | 'owner'
  | 'team'
  | 'priority'
  | 'kind'
  | 'language'
  | 'tag'
  | 'has'
  | 'is'
  | 'due'
  | 'customer'
  | 'before'
  | 'after'
  | 'number'
  | 'sentiment'
  | 'urgency'
  | 'anger'
  | 'offence'
  | 'repeated'
  | 'similar'

type Names = Record<Language, readonly [string, ...string[]]>
const names = (de: readonly [string, ...string[]], en: readonly [string, ...string[]]): Names => ({ de, en })

export const fieldNames: Record<FilterField, Names> = {
  status: names(['status'], ['status']),
  channel: names(['kanal'], ['channel']),
  topic: names(['thema'], ['topic']),
  owner: names(['von', 'zuständig', 'zustaendig'], ['owner', 'by']),
  team: names(['team'], ['team']),
  priority: names(['priorität', 'prioritaet', 'prio'], ['priority']),
  kind: names(['art'], ['kind']),
  language: names(['sprache'], ['language', 'lang']),
  tag: names(['tag'], ['tag', 'label']),
  has: names(['hat'], ['has']),
  is: names(['ist'], ['is']),
  due: names(['fällig', 'faellig'], ['due']),
  customer: names(['kunde', 'kundin'], ['customer', 'from']),
  before: names(['vor'], ['before']),
  after: names(['nach'], ['after', 'since']),
  number: names(['nummer', 'nr'], ['number', 'no']),
  sentiment: names(['tonalität', 'tonalitaet', 'stimmung'], ['sentiment', 'tone']),
  urgency: names(['dringlichkeit'], ['urgency']),
  anger: names(['ärger', 'aerger'], ['anger']),
  offence: names(['verstoß', 'verstoss'], ['offence', 'offense']),
  repeated: names(['wiederholt'], ['repeated']),
  similar: names(['ähnlich', 'aehnlich', 'gleich'], ['similar', 'same']),
}

const levels = {
  low: names(['gering', 'niedrig'], ['low']),
  medium: names(['mittel'], ['medium']),
  high: names(['hoch'], ['high']),
}

/** Values that mean the same in every language; they are stored by the key. */
export const valueNames = {
  status: {
    new: names(['neu'], ['new']),
    open: names(['offen'], ['open']),
    waiting_customer: names(['wartet-auf-kunde', 'wartet'], ['waiting-customer', 'waiting_customer', 'waiting']),
    waiting_internal: names(['wartet-intern'], ['waiting-internal', 'waiting_internal']),
    done: names(['erledigt'], ['done', 'solved']),
    closed: names(['geschlossen'], ['closed']),
    any: names(['alle'], ['any', 'all']),
  },
  channel: {
    email: names(['email', 'e-mail', 'mail'], ['email', 'mail']),
    form: names(['formular'], ['form']),
    feed: names(['feed'], ['feed', 'rss']),
    phone: names(['telefon', 'anruf'], ['phone', 'call']),
    letter: names(['brief'], ['letter']),
    visit: names(['besuch'], ['visit']),
    found: names(['fund', 'gefunden'], ['found']),
    youtube: names(['youtube'], ['youtube']),
    x: names(['x', 'twitter'], ['x', 'twitter']),
    bluesky: names(['bluesky'], ['bluesky']),
    firehose: names(['bluesky-suche'], ['bluesky-search']),
    telegram: names(['telegram'], ['telegram']),
    facebook: names(['facebook', 'messenger'], ['facebook', 'messenger']),
    instagram: names(['instagram'], ['instagram']),
    whatsapp: names(['whatsapp'], ['whatsapp']),
    mastodon: names(['fediverse', 'mastodon'], ['fediverse', 'mastodon']),
    discourse: names(['discourse', 'forum'], ['discourse', 'forum']),
    wordpress: names(['wordpress', 'blog'], ['wordpress', 'blog']),
    inlet: names(['schnittstelle'], ['inlet', 'api']),
    'private-page': names(['private-seite', 'privatseite'], ['private-page']),
    chat: names(['chat'], ['chat']),
  },
  priority: {
    urgent: names(['dringend'], ['urgent']),
    high: names(['hoch'], ['high']),
    normal: names(['normal'], ['normal']),
    low: names(['niedrig'], ['low']),
  },
  kind: {
    question: names(['frage'], ['question']),
    complaint: names(['beschwerde'], ['complaint']),
    praise: names(['lob'], ['praise']),
    suggestion: names(['vorschlag', 'idee'], ['suggestion']),
    request: names(['bitte', 'anfrage'], ['request']),
    fault: names(['störung', 'stoerung', 'fehler'], ['fault']),
    cancellation: names(['kündigung', 'kuendigung'], ['cancellation']),
    press: names(['presse', 'recht'], ['press', 'legal']),
    spam: names(['spam', 'werbung'], ['spam']),
  },
  language: {
    de: names(['de', 'deutsch'], ['de', 'german']),
    en: names(['en', 'englisch'], ['en', 'english']),
    fr: names(['fr', 'französisch', 'franzoesisch'], ['fr', 'french']),
    it: names(['it', 'italienisch'], ['it', 'italian']),
    es: names(['es', 'spanisch'], ['es', 'spanish']),
    nl: names(['nl', 'niederländisch', 'niederlaendisch'], ['nl', 'dutch']),
    pl: names(['pl', 'polnisch'], ['pl', 'polish']),
    tr: names(['tr', 'türkisch', 'tuerkisch'], ['tr', 'turkish']),
  },
  sentiment: {
    positive: names(['positiv'], ['positive']),
    neutral: names(['neutral'], ['neutral']),
    negative: names(['negativ'], ['negative']),
  },
  urgency: levels,
  anger: levels,
  offence: {
    insult: names(['beleidigung'], ['insult']),
    abuse: names(['beschimpfung'], ['abuse']),
    threat: names(['drohung'], ['threat']),
    hate: names(['hass'], ['hate']),
    any: names(['ja', 'irgendein'], ['any', 'yes']),
    none: names(['keiner', 'nein'], ['none', 'no']),
  },
  repeated: { yes: names(['ja'], ['yes']), no: names(['nein'], ['no']) },
  has: {
    attachment: names(['anhang'], ['attachment']),
    promise: names(['zusage'], ['promise']),
    draft: names(['entwurf'], ['draft']),
    followup: names(['wiedervorlage'], ['follow-up', 'followup']),
  },
  is: {
    unread: names(['ungelesen'], ['unread']),
    public: names(['öffentlich', 'oeffentlich'], ['public']),
    private: names(['privat'], ['private']),
    watched: names(['beobachtet'], ['watched']),
    unclear: names(['unklar'], ['unclear']),
    asked: names(['rückfrage', 'rueckfrage'], ['asked', 'consultation']),
    handed_over: names(['übergeben', 'uebergeben'], ['handed-over']),
    escalated: names(['eskaliert'], ['escalated']),
    stalled: names(['festgefahren'], ['stalled', 'stuck']),
    ping_pong: names(['pingpong', 'ping-pong'], ['ping-pong', 'pingpong']),
  },
  due: {
    overdue: names(['überfällig', 'ueberfaellig'], ['overdue']),
    today: names(['heute'], ['today']),
    week: names(['woche'], ['week']),
    none: names(['nie', 'keine'], ['none', 'never']),
  },
} as const satisfies Partial<Record<FilterField, Record<string, Names>>>

export type TableField = keyof typeof valueNames

/** Where an owner, team or topic is named, these two words have a meaning of their own. */
export const selfNames = {
  me: names(['ich', 'mir', 'mein'], ['me', 'mine']),
  none: names(['niemand', 'keins', 'ohne'], ['none', 'nobody']),
}

export function isTableField(field: FilterField): field is TableField {
  return field in valueNames
}

const takesSelf = new Set<FilterField>(['owner', 'team', 'topic'])
const fieldOf = reverse(fieldNames)
const valuesOf = new Map(
  Object.entries(valueNames).map(([field, table]) => [field, reverse(table as Record<string, Names>)]),
)
const selfOf = reverse(selfNames)

export function fieldNamed(name: string): FilterField | null {
  return fieldOf.get(fold(name)) ?? null
}

/** `offen` and `open` → `open`; a name of a person or a tag stays as written. */
export function valueNamed(field: FilterField, text: string): string {
  if (takesSelf.has(field)) return selfOf.get(fold(text)) ?? text
  return valuesOf.get(field)?.get(fold(text)) ?? text
}

/** How a field or value is written in a language. */
export function writtenField(field: FilterField, language: Language): string {
  return fieldNames[field][language][0]
}
export function writtenValue(field: FilterField, value: string, language: Language): string {
  const table: Record<string, Names> | undefined = isTableField(field) ? valueNames[field] : undefined
  const known = table?.[value] ?? (takesSelf.has(field) && isSelf(value) ? selfNames[value] : undefined)
  if (known) return known[language][0]
  return /^[^\s",]+$/u.test(value) ? value : `"${value.replaceAll('"', '')}"`
}

function isSelf(value: string): value is keyof typeof selfNames {
  return value === 'me' || value === 'none'
}
function reverse<V extends string>(table: Record<V, Names>): Map<string, V> {
  const found = new Map<string, V>()
  for (const [value, { de, en }] of Object.entries(table) as [V, Names][])
    for (const name of [...de, ...en]) if (!found.has(fold(name))) found.set(fold(name), value)
  return found
}
function fold(word: string): string {
  return word.normalize('NFC').toLowerCase()
}
