// The heart of the no-gos: is the customer sent away to write a mail, to telephone or to fill in a form.
import type { Span } from '../analysis.ts'
import type { Acting } from './acting.ts'
import { actingOf } from './acting.ts'
import type { Channel, Mention } from './mention-words.ts'
import { mentionsOf } from './mentions.ts'
import type { Clause, Reading, ReadSentence } from './reading.ts'

/** `address`: those of `email` that name an address. */
export type SentElsewhere = Record<Channel | 'address', Span[]>

const known = new WeakMap<Reading, SentElsewhere>()

export function sentElsewhere(reading: Reading): SentElsewhere {
  const sent = known.get(reading) ?? findSent(reading)
  known.set(reading, sent)
  return sent
}

function findSent(reading: Reading): SentElsewhere {
  const sent: SentElsewhere = { email: [], phone: [], form: [], address: [] }
  for (const sentence of reading.sentences) {
    const actings = actingOf(sentence)
    for (const [at, clause] of sentence.clauses.entries()) {
      const acting = actings[at]!
      for (const mention of mentionsOf(clause)) {
        const isToldNext = isToldThere(sentence, actings, at)
        if (!isToldNext && !isSent(mention, clause, acting, sentence, reading)) continue
        const kinds = [
          mention.channel,
          ...(mention.channel === 'email' && mention.hasAddress ? (['address'] as const) : []),
        ]
        for (const kind of kinds)
          if (sent[kind].at(-1)?.end !== clause.end) sent[kind].push({ start: clause.start, end: clause.end })
      }
    }
  }
  return sent
}

/** "Das klären die Kollegen am Telefon, meldest du dich dort?" */
function isToldThere(sentence: ReadSentence, actings: readonly Acting[], at: number): boolean {
  const [next, acting] = [sentence.clauses[at + 1], actings[at + 1]]
  if (next === undefined || acting === undefined || !acting.told || acting.denied) return false
  const isFilling = next.words.some(({ lower }) =>
    /^(?:ausfüllen|auszufüllen|absenden|zurücksenden|zurückschicken|einreichen|fill|complete)$/.test(lower),
  )
  if (isFilling && sentence.clauses[at]!.words.some(({ lower }) => /formular|form$/.test(lower))) return true
  if (actings[at]!.past) return false
  return next.has.has('dort') || next.has.has('da') || next.has.has('dorthin') || next.has.has('there')
}

function isSent(mention: Mention, clause: Clause, acting: Acting, sentence: ReadSentence, reading: Reading): boolean {
  if (acting.denied || isEmergency(clause)) return false
  if (clause.start >= reading.closingAt && isSignatureLine(sentence)) return false
  if (isWithYouAsObject(clause, mention)) return false
  if (isWayKept(mention, clause, sentence)) return true
  if (acting.past && !(acting.told && mention.sure)) return false
  if (acting.receiving && mention.channel === 'email') return false
  if (mention.channel === 'phone' && acting.us && !acting.told && mention.isVerb) return false
  if (acting.told) return !(acting.us && isOurTurn(clause, mention))
  if (acting.us) return acting.offered && mention.sure && !isOurTurn(clause, mention)
  if (mention.channel === 'phone' && mention.isVerb && isOthersDuty(clause)) return true
  if (mention.channel === 'form' && !acting.us && !sentence.asks && sentence.words.some(({ kind }) => kind === 'link'))
    return true
  if (mention.channel === 'form' && !acting.us && !sentence.asks && SITES.some((site) => clause.has.has(site))) {
    return !clause.words.some(({ lower }) =>
      /fehler|defekt|funktion|problem|störung|broken|down|work|error/.test(lower),
    )
  }
  if (acting.offered && !sentence.asks) return mention.sure || mention.hasAddress || !mention.isVerb
  if (mention.channel === 'phone' && mention.sure && !sentence.asks && HELPERS.some((word) => clause.has.has(word)))
    return true
  return isBareContact(mention, clause, sentence, reading)
}

/** "Für so etwas haben wir die Adresse … eingerichtet": a way of ours for such things. */
function isWayKept(mention: Mention, clause: Clause, sentence: ReadSentence): boolean {
  if (!(mention.hasAddress || mention.channel === 'form') || sentence.asks) return false
  const lowers = (clause.words.length <= 2 ? sentence.words : clause.words).map(({ lower }) => lower)
  const has = (pattern: RegExp) => lowers.some((lower) => pattern.test(lower))
  return (
    has(/^(?:für|dafür|hierfür|dazu|for)$/) &&
    has(/^(?:haben|hat|gibt's|gibt|bieten|eingerichtet|have|has|there's|set|got)$/) &&
    !has(/^(?:ihnen|dir|euch|you|geschickt|gesendet|geschrieben|erhalten|bekommen|sent|received|wrote|emailed)$/)
  )
}

/** "Ihre Frau müsste bei uns anrufen". */
function isOthersDuty({ has, words }: Clause): boolean {
  return (
    has.has('uns') && words.some(({ lower }) => /^(?:muss|müsste|müssen|soll|sollte|kann|könnte|darf)$/.test(lower))
  )
}

/** "Das Formular dazu steht auf unserer Website". */
const SITES = ['website', 'webseite', 'homepage', 'internetseite', 'kundenportal', 'site', 'webpage']

/** "Unsere Leute am Servicetelefon können das": who is at the phone is said to be the one who can. */
const HELPERS = ['kann', 'können', 'can', 'help', 'helfen', 'hilft', 'weiß', 'wissen']

/** "Hotline: 0800 …", "Formular: https://…", an address on its own; below the closing it is a signature. */
function isBareContact(mention: Mention, clause: Clause, sentence: ReadSentence, reading: Reading): boolean {
  if (!mention.hasAddress || clause.start >= reading.closingAt) return false
  if (sentence.asks && !/^(?:hast|haben|have)$/.test(sentence.words[0]!.lower)) return false
  return true
}

/** "Phone 0117 … | jo@…", "Mail: …" below the closing formula: names and labels, no words that say to do something. */
function isSignatureLine({ words }: ReadSentence): boolean {
  return words.every(
    ({ kind, text }, at) => kind !== 'word' || text !== text.toLowerCase() || (at === 0 && words.length <= 3),
  )
}

/** "ich rufe Sie an", "I'll call you", "wir melden uns telefonisch": ours to do. */
function isOurTurn(clause: Clause, mention: Mention): boolean {
  // "We'd need you to call in".
  if (clause.words[mention.at - 1]?.lower === 'to' && clause.words[mention.at - 2]?.lower === 'you') return false
  if (mention.isVerb) return !clause.has.has('uns') && !clause.has.has('us')
  const ours = clause.words.some(({ lower }) =>
    /^(?:melde|rufe|schreibe|schicke|sende|informiere|kontaktiere|erreiche|erreichen|melden|rufen|anrufen|zurückrufen|call|ring|send)$/.test(
      lower,
    ),
  )
  return (
    ours &&
    !clause.has.has('erreichbar') &&
    !clause.words.some(({ lower }) => /^(?:bitten|bitte|ask|you'll)$/.test(lower))
  )
}

function isWithYouAsObject(clause: Clause, mention: Mention): boolean {
  const next = clause.words[mention.at + 1]?.lower
  return mention.isVerb && (next === 'you' || next === 'dich' || next === 'ihnen')
}

function isEmergency(clause: Clause): boolean {
  return clause.words.some(
    ({ text, kind }) =>
      (kind === 'phone' && /^(?:116 ?11[67])$/.test(text)) ||
      (kind === 'number' && /^(?:110|112|911|999|116117|116116)$/.test(text)),
  )
}
