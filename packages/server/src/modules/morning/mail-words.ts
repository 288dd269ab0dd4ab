import type { Language, MorningLine } from '@resonanz/contracts'
import { dayWords } from '#promises'
import { stalledFrom } from '#cases'
import type { WatchedCase } from './store.ts'

type Mail = { language: Language; day: string; zone: string; publicUrl: string }

/** One line each, as on the screen: number, what moved, what was said in public since; and where to look. Plain text. */
export function mailWords(
  lines: readonly WatchedCase[],
  { language, day, zone, publicUrl }: Mail,
): { subject: string; text: string } {
  const words = wordsOf[language]
  const date = new Date(`${day}T12:00:00Z`).toLocaleDateString(language === 'de' ? 'de-DE' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
  const shown = lines.map((line) => caseWords(line, { language, zone, publicUrl }))
  const list = new URL('/morning', publicUrl).toString()
  return {
    subject: `${words.title}, ${date}: ${lines.length === 0 ? words.none : words.cases(lines.length)}`,
    text: [lines.length === 0 ? words.noneWords : words.intro, ...shown, `${words.list}: ${list}`, words.why].join(
      '\n\n',
    ),
  }
}

function caseWords(line: WatchedCase, { language, zone, publicUrl }: Omit<Mail, 'day'>): string {
  const words = wordsOf[language]
  const because = line.because.map((code) => words.because[code]).join(', ')
  const moved = [
    line.theirs > 0 && words.theirs(line.theirs),
    line.ours > 0 && words.ours(line.ours),
    line.others > 0 && words.others(line.others),
    line.stalled >= stalledFrom && words.stalled,
  ].filter(Boolean)
  const next = line.next_update_at ? words.next(dayWords(line.next_update_at, language, zone)) : words.nextNone
  return [
    `#${line.number} ${oneLine(line.title)} (${because})`,
    `${moved.length > 0 ? moved.join(', ') : words.nothing}. ${next}. ${line.owner?.name ?? line.team?.name ?? words.nobody}.`,
    ...(line.public_words ? [`${words.publicly}: „${oneLine(line.public_words)}“`] : []),
    new URL(`/cases/${line.id}`, publicUrl).toString(),
  ].join('\n')
}

/** What strangers wrote stays one line of text: no breaks that look like ours, no address that a mail program makes a link. */
function oneLine(text: string): string {
  return text
    .replace(/\p{C}+|\s+/gu, ' ')
    .replace(/\b(https?):\/\//gi, '$1[:]//')
    .replace(/\bwww\./gi, 'www[.]')
    .trim()
}

type Words = {
  title: string
  none: string
  cases(count: number): string
  intro: string
  noneWords: string
  list: string
  why: string
  because: Record<MorningLine['because'][number], string>
  theirs(count: number): string
  ours(count: number): string
  others(count: number): string
  stalled: string
  nothing: string
  next(at: string): string
  nextNone: string
  nobody: string
  publicly: string
}

const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`
const wordsOf: Record<Language, Words> = {
  de: {
    title: 'Morgenliste',
    none: 'keine ernsten Fälle',
    cases: (count) => many(count, 'Fall', 'Fälle'),
    intro: 'Ernste Beschwerden, Presse und was öffentlich hochkocht, mit dem, was sich seit gestern bewegt hat:',
    noneWords: 'Heute gibt es keine ernsten Fälle.',
    list: 'Durchgehen und abhaken',
    why: 'Diese Mail kommt an Arbeitstagen. Auf der Morgenliste können Sie sie abbestellen.',
    because: { complaint: 'ernste Beschwerde', press: 'Presse, Recht', public: 'öffentlich', 'by-hand': 'von Hand' },
    theirs: (count) => many(count, 'Nachricht vom Kunden', 'Nachrichten vom Kunden'),
    ours: (count) => many(count, 'Antwort von uns', 'Antworten von uns'),
    others: (count) => many(count, 'weiterer Schritt', 'weitere Schritte'),
    stalled: 'wirkt festgefahren',
    nothing: 'Seit gestern hat sich nichts bewegt',
    next: (at) => `Nächstes Wort bis ${at}`,
    nextNone: 'Kein Wort zugesagt',
    nobody: 'Niemand zuständig',
    publicly: 'Öffentlich gesagt',
  },
  en: {
    title: 'Morning list',
    none: 'no serious cases',
    cases: (count) => many(count, 'case', 'cases'),
    intro: 'Serious complaints, press, and what boils up in public, with what moved since yesterday:',
    noneWords: 'There are no serious cases today.',
    list: 'Go through it and tick it off',
    why: 'This mail comes on working days. You can turn it off on the morning list.',
    because: { complaint: 'serious complaint', press: 'press, law', public: 'public', 'by-hand': 'by hand' },
    theirs: (count) => many(count, 'message of the customer', 'messages of the customer'),
    ours: (count) => many(count, 'answer of ours', 'answers of ours'),
    others: (count) => many(count, 'further step', 'further steps'),
    stalled: 'seems to stall',
    nothing: 'Nothing moved since yesterday',
    next: (at) => `Next word by ${at}`,
    nextNone: 'No word promised',
    nobody: 'Nobody has it',
    publicly: 'Said in public',
  },
}
