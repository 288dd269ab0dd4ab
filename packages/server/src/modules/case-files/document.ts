import type { CaseFile } from '@resonanz/contracts'
import type { Block, Document } from '#documents'
import { nameEmoji } from './emoji.ts'
import { codeWord, partWord, purposeWord, words } from './words.ts'

/** The case as a document: who and what first, then everything that was said, then what was promised and given. */
export function documentOf(file: CaseFile, timeZone: string): Document {
  const { language } = file
  const w = words[language]
  const code = (value: string | null) => (value === null ? '' : codeWord(language, value))
  const at = (value: string | null) => (value === null ? '' : formatter(language, timeZone).format(new Date(value)))
  const blocks: Block[] = [...head(file, at), ...matter(file, code, at), ...people(file)]
  if (file.case.particulars)
    blocks.push(
      { block: 'heading', level: 1, text: w.particulars },
      { block: 'paragraph', text: file.case.particulars, tone: 'note' },
    )
  blocks.push({ block: 'heading', level: 1, text: w.timeline }, ...timeline(file, code, at))
  blocks.push(
    ...promises(file, code, at),
    ...consultations(file, code, at),
    ...goodwill(file, code, at),
    ...linked(file, code),
  )
  blocks.push(...evidence(file, at))
  const document: Document = {
    title: `${w.title} #${file.case.number}`,
    subtitle: file.case.title,
    company: file.company,
    language,
    madeAt: new Date(file.madeAt),
    timeZone,
    blocks,
  }
  return mapTexts(document, (text) => nameEmoji(text, language))
}

type Words = (value: string | null) => string

function head(file: CaseFile, at: Words): Block[] {
  const w = words[file.language]
  const list = (parts: readonly Parameters<typeof partWord>[1][]) =>
    parts.map((part) => partWord(file.language, part)).join(', ')
  const rows = [
    { label: w.madeBy, value: `${file.madeBy}, ${at(file.madeAt)}` },
    { label: w.purpose, value: purposeWord(file.language, file.purpose) },
    ...(file.leftOut.length > 0 ? [{ label: w.leftOut, value: list(file.leftOut) }] : []),
    ...(file.masked.length > 0 ? [{ label: w.masked, value: list(file.masked) }] : []),
  ]
  return [{ block: 'facts', rows }, { block: 'rule' }]
}

function matter({ case: c, language }: CaseFile, code: Words, at: Words): Block[] {
  const w = words[language]
  const rows = [
    [w.status, code(c.status)],
    [w.priority, code(c.priority)],
    [w.kind, code(c.kind)],
    [w.topic, c.topic],
    [w.cause, c.cause],
    [w.incident, c.incident],
    [w.channel, code(c.channel)],
    [w.language, code(c.customerLanguage)],
    [w.tags, c.tags.join(', ')],
    [w.foundWhere, c.foundWhere],
    [w.foundBy, c.foundBy],
    [w.opened, at(c.openedAt)],
    [w.firstAnswer, at(c.firstAnswerAt)],
    [w.closed, at(c.closedAt)],
  ].flatMap(([label, value]) => (value ? [{ label: label!, value }] : []))
  return [
    { block: 'heading', level: 1, text: w.case },
    { block: 'facts', rows },
    { block: 'heading', level: 2, text: w.steps },
    {
      block: 'table',
      head: c.steps.map(({ step }) => code(step)),
      rows: [c.steps.map(({ state }) => code(`step.${state}`))],
    },
  ]
}

function people({ people: p, language }: CaseFile): Block[] {
  const w = words[language]
  const rows = [
    [w.customer, p.customer],
    [w.customerNumber, p.customerNumber],
    [w.contacts, p.contacts.join(', ')],
    [w.owner, p.owner],
    [w.team, p.team],
    [w.involved, p.involved.join(', ')],
  ].flatMap(([label, value]) => (value ? [{ label: label!, value }] : []))
  return [
    { block: 'heading', level: 1, text: w.people },
    { block: 'facts', rows },
  ]
}

/** Messages and notes by time; what happened between is one quiet line each. */
function timeline(file: CaseFile, code: Words, at: Words): Block[] {
  const w = words[file.language]
  const said = file.messages.map((message) => ({
    at: message.at,
    blocks: [
      {
        block: 'heading',
        level: 2,
        text: `${message.author || w[message.direction]} · ${at(message.at)}`,
      },
      {
        block: 'paragraph',
        tone: 'quiet',
        text: [
          w[message.direction],
          code(message.channel),
          w[message.visibility],
          ...(message.isAutomatic ? [w.automatic] : []),
          ...(message.delivery ? [code(message.delivery)] : []),
          ...(message.subject ? [message.subject] : []),
          ...(message.permalink ? [message.permalink] : []),
        ].join(' · '),
      },
      {
        block: 'paragraph',
        text: message.isDeleted ? w.deleted : message.text,
        ...(message.direction === 'out' ? { tone: 'note' as const } : {}),
      },
      ...(message.attachments.length > 0
        ? [
            {
              block: 'paragraph',
              tone: 'quiet',
              text: `${w.attachments}: ${message.attachments.map(({ name, size }) => `${name} (${sizeWord(size)})`).join(', ')}`,
            } as const,
          ]
        : []),
    ] satisfies Block[],
  }))
  const notes = file.notes.map((note) => ({
    at: note.at,
    blocks: [
      { block: 'heading', level: 2, text: `${w.note} · ${note.author} · ${at(note.at)}` },
      { block: 'paragraph', text: note.text },
    ] satisfies Block[],
  }))
  const all: { at: string; blocks: Block[] }[] = [...said, ...notes]
  if (all.length === 0) return [{ block: 'paragraph', text: w.noMessages }]
  return all.toSorted((a, b) => (a.at < b.at ? -1 : 1)).flatMap(({ blocks }) => blocks)
}

function promises(file: CaseFile, code: Words, at: Words): Block[] {
  const w = words[file.language]
  if (file.promises.length === 0) return []
  return [
    { block: 'heading', level: 1, text: w.promises },
    {
      block: 'table',
      head: [w.promise, w.due, w.state, w.by],
      rows: file.promises.map((promise) => [
        [code(`promised.${promise.kind}`), promise.what, promise.text].filter(Boolean).join(': '),
        at(promise.dueAt),
        [
          code(promise.state === 'open' ? 'promise.open' : promise.state),
          promise.proof || (promise.proofKind && code(`proof.${promise.proofKind}`)),
        ]
          .filter(Boolean)
          .join(': '),
        promise.madeBy,
      ]),
    },
  ]
}

function consultations(file: CaseFile, code: Words, at: Words): Block[] {
  const w = words[file.language]
  if (file.consultations.length === 0) return []
  return [
    { block: 'heading', level: 1, text: w.consultations },
    ...file.consultations.flatMap((asked): Block[] => [
      { block: 'heading', level: 2, text: w.question.replace('{name}', () => asked.expert) },
      { block: 'paragraph', tone: 'quiet', text: `${at(asked.at)} · ${code(asked.state)}` },
      { block: 'paragraph', text: asked.question },
      ...asked.answers.flatMap((answer): Block[] => [
        {
          block: 'paragraph',
          tone: 'quiet',
          text: `${w.answer.replace('{name}', () => answer.by)} · ${at(answer.at)}`,
        },
        { block: 'paragraph', tone: 'note', text: answer.text },
      ]),
    ]),
  ]
}

function goodwill(file: CaseFile, code: Words, at: Words): Block[] {
  const w = words[file.language]
  if (file.goodwill.length === 0) return []
  const money = (minor: number, currency: string) => {
    const format = new Intl.NumberFormat(file.language === 'de' ? 'de-DE' : 'en-GB', { style: 'currency', currency })
    return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
  }
  return [
    { block: 'heading', level: 1, text: w.goodwill },
    {
      block: 'table',
      head: [w.kind, w.amount, w.reason, w.state, w.by],
      rows: file.goodwill.map((given) => [
        [code(given.kind), given.what].filter(Boolean).join(': '),
        money(given.amountMinor, given.currency),
        given.reason,
        `${code(given.state)}, ${at(given.at)}`,
        given.by,
      ]),
    },
  ]
}

function linked(file: CaseFile, code: Words): Block[] {
  if (file.linked.length === 0) return []
  return [
    { block: 'heading', level: 1, text: words[file.language].linked },
    {
      block: 'facts',
      rows: file.linked.map(({ number, title, kind }) => ({ label: `#${number} (${code(kind)})`, value: title })),
    },
  ]
}

function evidence(file: CaseFile, at: Words): Block[] {
  const w = words[file.language]
  if (file.evidence.length === 0) return []
  return [
    { block: 'heading', level: 1, text: w.evidence },
    ...file.evidence.flatMap((kept): Block[] => [
      { block: 'heading', level: 2, text: `${kept.author} · ${at(kept.saidAt)}` },
      {
        block: 'paragraph',
        tone: 'quiet',
        text: [w.keptAt.replace('{at}', at(kept.keptAt)), ...(kept.permalink ? [kept.permalink] : [])].join(' · '),
      },
      { block: 'paragraph', text: kept.text },
      { block: 'paragraph', tone: 'quiet', text: `${w.hash}: ${kept.sha256}` },
    ]),
  ]
}

const formatters = new Map<string, Intl.DateTimeFormat>()
function formatter(language: CaseFile['language'], timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`
  let known = formatters.get(key)
  if (!known) {
    known = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone,
    })
    formatters.set(key, known)
  }
  return known
}

function sizeWord(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

function mapTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T
  if (value instanceof Date || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change)) as T
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapTexts(part, change)])) as T
}
