// Who acts in a clause: is the customer told to do something, do we do it, did it happen before, is it denied.
import type { Clause, ReadSentence } from './reading.ts'
import { isDenied, isOffered, isPast } from './settling.ts'
import { isToldEnglish } from './told-english.ts'
import { isToldGerman } from './told-german.ts'
import { RECEIVING, REQUESTS, US, YOU_ENGLISH } from './words-of-acting.ts'

export type Acting = {
  /** An order, a request or an offer to the customer to act. */
  told: boolean
  /** The way is named as the only, best or open one, without a word to the customer. */
  offered: boolean
  us: boolean
  past: boolean
  denied: boolean
  /** The customer gets something; acting is ours. */
  receiving: boolean
}

/** The acting of every clause of a sentence; a clause without a verb of its own takes over what came before. */
const known = new WeakMap<ReadSentence, Acting[]>()

export function actingOf(sentence: ReadSentence): Acting[] {
  const acting = known.get(sentence) ?? readActing(sentence)
  known.set(sentence, acting)
  return acting
}

function readActing(sentence: ReadSentence): Acting[] {
  const all: Acting[] = []
  for (const clause of sentence.clauses) {
    const before = all.at(-1)
    const acting = clauseActing(clause, sentence, isStillOurs(clause, before))
    if (before !== undefined && isStillOurs(clause, before)) {
      acting.us = true
      acting.denied ||= before.denied
    }
    const isBare =
      !acting.told && !acting.us && !acting.offered && !acting.past && !acting.receiving && !hasSubject(clause)
    if (before !== undefined && isBare) {
      acting.told = before.told || (isRequest(sentence.clauses[all.length - 1]!) && !before.denied)
      acting.us = before.us && !acting.told
      acting.past = before.past
      acting.denied = acting.denied || (before.denied && !clause.has.has('sondern') && !clause.has.has('but'))
      acting.receiving = before.receiving
    }
    all.push(acting)
  }
  return all
}

/** "Ich habe Ihre Nummer und rufe um 14 Uhr durch": the form of a command, but still ours. */
function isStillOurs(clause: Clause, before: Acting | undefined): boolean {
  if (before === undefined || !before.us || before.told) return false
  if (clause.words[0]!.lower === 'and' && !clause.has.has('please')) return true
  return /^(?:und|oder|and|or|aber)$/.test(clause.words[0]!.lower) && /(?:e|en|ll)$/.test(clause.words[1]?.lower ?? '')
}

function clauseActing(clause: Clause, sentence: ReadSentence, stillOurs: boolean): Acting {
  const told = !stillOurs && isTold(clause, sentence)
  return {
    told,
    offered: isOffered(clause),
    us: isUs(clause),
    past: isPast(clause) && !isTried(clause, sentence),
    denied: isDenied(clause, sentence),
    receiving:
      clause.words.some(
        ({ lower }, at) =>
          RECEIVING.has(lower) &&
          !/^(?:in|us|this|touch|back|hold|through|you)$/.test(clause.words[at + 1]?.lower ?? ''),
      ) && !/\bus\b/.test(clause.words.map(({ lower }) => lower).join(' ')),
  }
}

function hasSubject(clause: Clause): boolean {
  const first = clause.words[0]!.lower
  // "…, das Formular auszufüllen" goes on with the request before it; "…, die Sie haben" and "…, der kam" do not.
  const isRelative = /^(?:der|die|das|den|dem|which|that|who)$/.test(first)
  if (isRelative && !clause.words.some(({ lower }) => lower === 'zu' || /^\p{L}{2,5}zu\p{L}+en$/u.test(lower)))
    return true
  return clause.words.some(
    ({ lower }) =>
      US.has(lower) || YOU_ENGLISH.has(lower) || /^(?:sie|du|es|er|it|they|he|she|someone)$|'ll$/.test(lower),
  )
}

function isUs(clause: Clause): boolean {
  return clause.words.some(({ lower }) => US.has(lower)) && !isRequest(clause)
}

function isRequest(clause: Clause): boolean {
  for (const { lower } of clause.words) {
    if (!REQUESTS.has(lower) || (lower === 'bitte' && !clause.has.has('ich'))) continue
    if (lower === 'freuen' && !clause.has.has('würden') && !clause.has.has('auf')) continue
    if (
      lower === 'wäre' &&
      !/^(?:gut|schön|super|nett|toll|hilfreich|lieb|prima|am|besten|klasse|sinnvoll|besser|das|es)$/.test(
        nextOf(clause, 'wäre'),
      )
    )
      continue
    return true
  }
  return false
}

function nextOf(clause: Clause, lower: string): string {
  const at = clause.words.findIndex((word) => word.lower === lower)
  return clause.words[at + 1]?.lower ?? ''
}

function isTold(clause: Clause, sentence: ReadSentence): boolean {
  return isToldGerman(clause, sentence) || isToldEnglish(clause) || isTried(clause, sentence) || isRequest(clause)
}

const DONE =
  /^(?:filled|completed|called|phoned|rung|emailed|contacted|spoken|written|used|submitted|raised|dropped|sent|given)$/

/** "Haben Sie es schon unter … versucht?", "have you tried calling?": a question that sends away. */
function isTried(clause: Clause, sentence: ReadSentence): boolean {
  if (!sentence.asks) return false
  if (clause.has.has('tried')) return clause.has.has('you')
  if (clause.words[0]!.lower === 'have' && clause.has.has('you') && clause.words.some(({ lower }) => DONE.test(lower)))
    return true
  const you = clause.has.has('sie') || clause.has.has('du') || clause.has.has('hast') || clause.has.has('ihr')
  return (
    you &&
    (clause.has.has('schon') || clause.has.has('bereits')) &&
    clause.words.some(({ lower }) =>
      /^(?:versucht|probiert|geschrieben|angerufen|ausgefüllt|kontaktiert|gemailt|gemeldet|gewandt)$/.test(lower),
    )
  )
}
