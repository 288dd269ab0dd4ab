import { firstName, lastName } from './manner.ts'
import type { Random } from './prng.ts'
import type { CaseKind, DemoCustomer, Language } from './types.ts'

/** How a person writes: with or without greeting, all small, in a hurry, with slips and emoji. */
export function inOwnWords(text: string, customer: DemoCustomer, kind: CaseKind, random: Random): string {
  const mood = random.pick(moodsOf[kind])
  const { language } = customer
  const body = mood === 'polite' ? polite(text, customer, random) : plain(text, customer, mood, random)
  const said = mood === 'small' ? body.toLowerCase() : body
  const slipped = mood !== 'polite' && random.chance(0.4) ? withSlip(said, random) : said
  return mood === 'angry' ? `${slipped} ${random.pick(outbursts[language])}` : slipped
}

/** A public post: no greeting, no name. */
export function asPost(text: string, random: Random): string {
  const post = random.chance(0.35) ? text.toLowerCase() : text.charAt(0).toUpperCase() + text.slice(1)
  return random.chance(0.3) ? `${post} ${random.pick(emoji)}` : post
}

type Mood = 'polite' | 'plain' | 'small' | 'angry' | 'terse'
const calm: Mood[] = ['polite', 'polite', 'plain', 'plain', 'small']
const asking: Mood[] = ['polite', 'polite', 'polite', 'plain', 'plain', 'small', 'terse']
const upset: Mood[] = ['polite', 'polite', 'plain', 'plain', 'small', 'angry', 'angry', 'terse']
const moodsOf: Record<CaseKind, Mood[]> = {
  question: asking,
  request: asking,
  cancellation: asking,
  press: calm,
  praise: calm,
  suggestion: calm,
  complaint: upset,
  fault: upset,
}
const emoji = ['🙃', '😤', '🚌', '🤷', '😅', '🫠', '👀', '🥲']

const greetings = {
  de: ['Guten Tag', 'Hallo', 'Sehr geehrte Damen und Herren', 'Liebes Uferlinie-Team', 'Moin', 'Hallo zusammen'],
  en: ['Hello', 'Dear team', 'Hi there', 'Dear Uferlinie', 'Hello everyone'],
}
const closes = {
  de: [
    'Mit freundlichen Grüßen',
    'Viele Grüße',
    'Danke und Gruß',
    'Freundliche Grüße',
    'Beste Grüße',
    'Vielen Dank im Voraus',
    'Mit Dank und Gruß',
  ],
  en: ['Kind regards', 'Best', 'Thanks', 'Many thanks', 'Best regards', 'Thank you', 'Cheers'],
}
const outbursts = {
  de: [
    'Langsam reicht es mir.',
    'Ich bin wirklich sauer.',
    'Das ist doch ein Witz!',
    'SO NICHT.',
    'Unmöglich!!',
    'Mir fehlen die Worte.',
    'Ich erwarte eine Antwort, keine Floskeln.',
  ],
  en: [
    'This is not good enough.',
    'I am really annoyed.',
    'Unbelievable!',
    'Please do better.',
    'I expect an answer, not a template.',
    'NOT okay.',
    'Seriously?!',
  ],
}

function polite(text: string, customer: DemoCustomer, random: Random): string {
  const { language } = customer
  const body = language === 'en' ? capital(text) : text
  return `${random.pick(greetings[language])},\n\n${body}\n\n${random.pick(closes[language])}\n${customer.name}`
}

function plain(text: string, customer: DemoCustomer, mood: Mood, random: Random): string {
  const body = capital(text)
  if (mood === 'terse' || mood === 'angry') return body
  const names = [
    firstName(customer),
    lastName(customer),
    customer.name,
    `${firstName(customer)} ${lastName(customer)[0]}.`,
  ]
  const start = random.chance(0.4) ? `${random.pick(shortGreetings[customer.language])}, ` : ''
  const end = random.chance(0.55) ? `${random.chance(0.5) ? '\n' : ' '}${random.pick(names)}` : ''
  const smile = random.chance(0.16) ? ` ${random.pick(emoji)}` : ''
  return `${start}${start ? text : body}${smile}${end}`
}

const shortGreetings: Record<Language, string[]> = {
  de: ['Hallo', 'Moin', 'Hi', 'Guten Tag'],
  en: ['Hi', 'Hello', 'Hey'],
}

/** One slip of the finger in a longer word without digits. */
function withSlip(text: string, random: Random): string {
  const words = text.split(' ')
  const long = words.flatMap((word, index) => (/^[a-zäöüß]{7,}$/.test(word) ? [index] : []))
  if (long.length === 0) return text
  const index = random.pick(long)
  const word = words[index] as string
  const at = 2 + Math.floor(random.between(0, word.length - 4))
  const swapped = `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`
  words[index] = random.chance(0.6) ? swapped : word.slice(0, at) + word.slice(at + 1)
  return words.join(' ')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
