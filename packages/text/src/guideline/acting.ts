// Who acts in a clause: is the customer told to do something, do we do it, did it happen before, is it denied.
import { BEFORE_A_COMMAND, DU_COMMANDS, IHR_COMMANDS } from '../address/imperatives.ts'
import type { Token } from '../clauses/tokens.ts'
import type { Clause, ReadSentence } from './reading.ts'
import {
  BEFORE_ENGLISH,
  ENGLISH_COMMANDS,
  EXCLUSIVES,
  INVITING_NOTS,
  NEGATIONS,
  NO_DIRECTIVES,
  OBLIGATIONS,
  OUR_PLURALS,
  RECEIVING,
  REQUESTS,
  US,
  YOU_ENGLISH,
  YOU_MODALS_DU,
  YOU_MODALS_ENGLISH,
  YOU_MODALS_SIE,
} from './words-of-acting.ts'

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
          RECEIVING.has(lower) && !/^(?:in|us|this|touch|back|hold|through)$/.test(clause.words[at + 1]?.lower ?? ''),
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

export function isRequest(clause: Clause): boolean {
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

function isToldGerman(clause: Clause, sentence: ReadSentence): boolean {
  const { words } = clause
  if (words.some((_, at) => isCommand(words, at) || isSieVerb(words, at))) return true
  if (words.some(({ lower }, at) => YOU_MODALS_DU.has(lower) && !isNounLike(words, at))) return true
  if (
    words.some(
      ({ lower }, at) =>
        lower === 'ihr' &&
        [words[at - 1], words[at + 1]].some(
          (beside) =>
            beside !== undefined &&
            (IHR_COMMANDS.has(beside.lower) || /^(?:findet|erreicht|könnt)$/.test(beside.lower)),
        ),
    )
  )
    return true
  // "Bitte die Hotline kontaktieren", "einfach die Störungsnummer wählen".
  const last = words.at(-1)!.lower
  if (
    (clause.has.has('bitte') || words[0]!.lower === 'einfach' || words[0]!.lower === 'kurz') &&
    /(?:en|ern|eln)$/.test(last) &&
    !clause.words.some(({ lower }) => US.has(lower))
  )
    return true
  if (clause.has.has('bitte') && !clause.words.some(({ lower }) => US.has(lower))) return true
  return isNotWithout(clause) || isIfYou(clause, sentence) || isWanted(clause)
}

function isNounLike(words: readonly Token[], at: number): boolean {
  const token = words[at]!
  return token.text !== token.text.toLowerCase() && at > 0
}

function isCommand(words: readonly Token[], at: number): boolean {
  const { text, opens } = words[at]!
  const lower = words[at]!.lower.replace("'s", '')
  if (!DU_COMMANDS.has(lower) && !IHR_COMMANDS.has(lower)) return false
  const before = words[at - 1]
  const next = words[at + 1]?.lower ?? ''
  if (/^(?:ich|er|es|wir|man|der|sie)$/.test(next) && !(next === 'sie' || next === 'es' || next === 'der')) return false
  if (US.has(before?.lower ?? '') || words.some((word) => word.lower === 'ich' && word !== words[at])) return false
  if (before === undefined || opens || BEFORE_A_COMMAND.has(before.lower) || before.lower === 'mal')
    return opens || text === lower || at === 0
  return (
    /^(?:uns|mir|dich|euch|doch|bitte|einfach|mal)$/.test(next) &&
    text === lower &&
    !words.slice(0, at).some(({ lower: other }) => /^(?:er|kollege|kollegin|team|sie|es|der)$/.test(other))
  )
}

/** "Schreiben Sie", "nutzen Sie", "Sie erreichen"; not "haben Sie", not "wir rufen Sie". */
function isSieVerb(words: readonly Token[], at: number): boolean {
  const { lower, text } = words[at]!
  if (
    lower !== 'sie' ||
    (text === 'sie' && !words.some((word) => word.text === 'Sie') && at > 1 && words[0]!.text !== words[0]!.lower)
  )
    return false
  const before = words[at - 1]
  const next = words[at + 1]
  if (before !== undefined && YOU_MODALS_SIE.has(before.lower))
    return !words.some((word) => /^(?:wir|ich)$/.test(word.lower))
  if (next !== undefined && YOU_MODALS_SIE.has(next.lower)) return true
  if (
    before !== undefined &&
    isDirectiveVerb(before.lower) &&
    before.text === (at === 1 ? before.text : before.lower)
  ) {
    const subject = words[at - 2]
    return subject === undefined || !(US.has(subject.lower) || OUR_PLURALS.has(subject.lower))
  }
  if (
    next !== undefined &&
    isDirectiveVerb(next.lower) &&
    (at === 0 || /^(?:dass|wenn|falls|,)$/.test(words[at - 1]!.lower))
  )
    return next.text === next.lower
  return false
}

function isDirectiveVerb(lower: string): boolean {
  return (
    /(?:en|ern|eln)$/.test(lower) &&
    !NO_DIRECTIVES.has(lower) &&
    lower.length > 3 &&
    !/^(?:gegen|neben|wegen|zwischen|unseren|ihnen|denen|wissen|bitten|für)$/.test(lower) &&
    !YOU_MODALS_SIE.has(lower)
  )
}

/** "wenn Sie uns anrufen", "if you call us". */
const OURS_FOLLOWS =
  /\b(?:rufe|rufen|melde|melden|schreibe|schreiben) (?:ich|wir)\b|\b(?:i|we)(?:'ll| will| can| could) (?:gladly |happily )?(?:call|ring|phone|email)\b/

function isIfYou(clause: Clause, sentence: ReadSentence): boolean {
  const { has } = clause
  if (!(has.has('wenn') || has.has('falls') || has.has('sofern') || has.has('if'))) return false
  if (!(has.has('sie') || has.has('du') || has.has('ihr') || has.has('you'))) return false
  if (OURS_FOLLOWS.test(sentence.words.map(({ lower }) => lower).join(' '))) return false
  return (
    !has.has('wir') &&
    !has.has('ich') &&
    !has.has('i') &&
    !has.has('we') &&
    !has.has('möchten') &&
    !has.has('mögen') &&
    !has.has('like')
  )
}

/** "Wir brauchen von Ihnen …", "es fehlt noch …", "benötigen wir". */
function isWanted(clause: Clause): boolean {
  if ((clause.has.has('need') || clause.has.has('require')) && clause.has.has('from') && clause.has.has('you'))
    return true
  const wants = clause.words.some(({ lower }) =>
    /^(?:brauchen|benötigen|fehlt|fehlen|bräuchten|benötigten|brauche|benötige)$/.test(lower),
  )
  if (!wants) return false
  return (
    clause.has.has('wir') ||
    clause.has.has('ich') ||
    clause.has.has('fehlt') ||
    clause.has.has('fehlen') ||
    clause.has.has('uns')
  )
}

function isToldEnglish(clause: Clause): boolean {
  const { words } = clause
  for (let at = 0; at < words.length; at++) {
    const { lower } = words[at]!
    if (ENGLISH_COMMANDS.has(lower)) {
      const before = words[at - 1]
      if (before === undefined ? !isContinued(clause) : BEFORE_ENGLISH.has(before.lower) && isOpenBefore(words, at - 1))
        return true
    }
    if (YOU_ENGLISH.has(lower) && isYouModal(words, at)) return true
    if (
      /^(?:emailing|calling|phoning|ringing|contacting|writing|completing|filling|using|submitting|reaching|getting|giving)$/.test(
        lower,
      ) &&
      /^(?:mind|try|suggest|recommend|advise|tried|off|consider)$/.test(words[at - 1]?.lower ?? '')
    )
      return true
  }
  return clause.has.has('feel') && clause.has.has('free')
}

/** A noun at the head of a clause ("Contact form") is no command; a comma before one may be ("…, call us"). */
function isContinued(clause: Clause): boolean {
  return clause.words.length < 2
}

/** "please call", "then email", "best to call", "free to drop"; not "we will then call", "I tried to call". */
function isOpenBefore(words: readonly Token[], at: number): boolean {
  const { lower } = words[at]!
  const earlier = words.slice(0, at).map((word) => word.lower)
  if (earlier.some((word) => US.has(word)) && !earlier.some((word) => YOU_ENGLISH.has(word) || REQUESTS.has(word)))
    return false
  if (lower !== 'to') return true
  return earlier.some((word) =>
    /^(?:best|free|easiest|quickest|fastest|hesitate|way|need|needs|have|has|welcome|want|like|simplest|easier|remember|sure|able|bet|thing|you'll|you'd|ask|you|head|go|is)$/.test(
      word,
    ),
  )
}

function isYouModal(words: readonly Token[], at: number): boolean {
  const before = words[at - 1]?.lower ?? ''
  const next = words[at + 1]?.lower ?? ''
  const [, short] = words[at]!.lower.split("'")
  if (short === 'll' || short === 'd') return true
  if (YOU_MODALS_ENGLISH.has(before) && before !== 'have' && before !== 'want')
    return !(before === 'will' && RECEIVING.has(next))
  return (
    (YOU_MODALS_ENGLISH.has(next) && next !== 'have') ||
    (next === 'have' && words[at + 2]?.lower === 'to') ||
    (next === 'are' && /^(?:welcome|able|required)$/.test(words[at + 2]?.lower ?? '')) ||
    next === 'find' ||
    next === 'reach' ||
    next === 'contact' ||
    next === 'emailed' ||
    (next === 'always' && YOU_MODALS_ENGLISH.has(words[at + 2]?.lower ?? ''))
  )
}

/** "Haben Sie es schon unter … versucht?", "have you tried calling?": a question that sends away. */
function isTried(clause: Clause, sentence: ReadSentence): boolean {
  if (!sentence.asks) return false
  if (clause.has.has('tried')) return clause.has.has('you')
  const you = clause.has.has('sie') || clause.has.has('du') || clause.has.has('hast') || clause.has.has('ihr')
  return (
    you &&
    (clause.has.has('schon') || clause.has.has('bereits')) &&
    clause.words.some(({ lower }) =>
      /^(?:versucht|probiert|geschrieben|angerufen|ausgefüllt|kontaktiert|gemailt|gemeldet|gewandt)$/.test(lower),
    )
  )
}

const OPEN_WAYS =
  /^(?:erreichbar|verfügung|weiterhelfen|zuständig|ansprechpartner|ansprechpartnerin|anlaufstelle|auskünfte|auskunft|available|reachable|reached|genügt|reicht|hilft|helfen|weiter|lautet|gibt|geht|beantwortet|richtige|lösung|klären|found|resolve|resolved|handled|handles|handle|entgegen|open|einsehen|look|beantworten|bearbeiten|bearbeitet|nimmt|annehmen|discuss|discussed|here|used|quickest|schnellste|schnellsten|einfachsten|besten|tun|tätig|möglich|freut|fastest|easiest|addressed|directed|submitted|go|goes|through|schnellste|einfachste|possible|freuen|erklärt|berät|nennt|klärt|sagt|ändert|schaltet|möglichkeiten|besetzt|erledigt|geöffnet|vorliegt)$/

function isOffered(clause: Clause): boolean {
  const { has, words } = clause
  const isOnly = words.some(({ lower }) => EXCLUSIVES.has(lower)) && !(has.has('erhalten') || has.has('bekommen'))
  if (isOnly || (has.has('für') && (has.has('sie') || has.has('dich') || has.has('euch')) && has.has('da'))) return true
  if (
    (has.has('ist') || has.has('sind')) &&
    words.some(({ lower }, at) => (lower === 'zu' && at < words.length - 1) || /^\p{L}{2,5}zu\p{L}+en$/u.test(lower))
  )
    return true
  if (has.has('be') && has.has('sent')) return true
  if (words.some(({ lower }) => OBLIGATIONS.has(lower)) && !words.some(({ lower }) => US.has(lower))) return true
  if (has.has('da') && /^(?:dafür|hierfür|dazu)$/.test(words[0]!.lower)) return true
  if (/^(?:wann|welcher|welche|wie|when|what's|what)$/.test(words[0]!.lower)) return false
  if (has.has('unter') && words[0]!.lower === 'unter' && has.has('welcher')) return false
  return words.some(({ lower }) => OPEN_WAYS.test(lower)) && !isOurHelp(clause)
}

/** "Ich kann Ihnen das hier beantworten": help that comes from the writer, now. */
function isOurHelp(clause: Clause): boolean {
  return clause.has.has('ich') || clause.has.has('i')
}

const PARTICIPLE = /^(?:an|ab|auf|aus|ein|durch|weiter|zu|zurück|mit|hin|her|nach|vor|über)?ge\p{L}{2,}(?:t|en)$/u
const NO_PARTICIPLE =
  /^(?:gegen|gestern|gehen|geben|gern|gerne|genügt|geht|gelten|gehört|gehören|gesehen|gemeinsamen|genauen|gesamten|geeigneten|gewünschten|gehalten)$/
const OTHER_PARTICIPLES =
  /^(?:erhalten|verschickt|versendet|versandt|übermittelt|beantwortet|bestätigt|telefoniert|kontaktiert|erreicht|vereinbart|verbunden|storniert|repariert|korrigiert|informiert)$/
const AUXILIARIES =
  /^(?:habe|haben|hat|hast|habt|hab|hatte|hatten|hattest|wurde|wurden|ist|sind|war|waren|worden|bin|seid)$/

function isPast(clause: Clause): boolean {
  const { words, has } = clause
  const hasParticiple = words.some(
    ({ lower }) => (PARTICIPLE.test(lower) && !NO_PARTICIPLE.test(lower)) || OTHER_PARTICIPLES.test(lower),
  )
  if (hasParticiple && (words.some(({ lower }) => AUXILIARIES.test(lower)) || words.length < 4)) return true
  if (has.has('be')) return false
  if (has.has('war') || has.has('waren') || has.has('hatte') || has.has('hatten')) return true
  if (
    words.some(({ lower }) => /^(?:danke|dank|thanks|thank|sorry|leid)$/.test(lower)) &&
    !has.has('bitte') &&
    !has.has('please')
  )
    return true
  if (
    words.some(({ lower }) =>
      /^(?:was|were|had|called|emailed|sent|arrived|received|tried|wrote|filled|picked|fehlte|fehlten|kam|kamen|lag|ging|stand|gab|spoke|konnte|konnten|dropped|couldn't)$/.test(
        lower,
      ),
    )
  )
    return !has.has('please')
  return (has.has("we've") || has.has("i've") || has.has("you've")) && !has.has('please')
}

function isDenied(clause: Clause, sentence: ReadSentence): boolean {
  if (clause.has.has('weder')) return true
  if (isNotWithout(clause)) return false
  const denies = clause.words.some(({ lower }) => NEGATIONS.has(lower) || lower.endsWith("n't"))
  if (!denies) return false
  if (clause.has.has('instead') && clause.words[0]!.lower !== 'instead' && !clause.has.has('of'))
    return isOtherNot(clause)
  if (clause.words.some(({ lower }) => INVITING_NOTS.has(lower))) return false
  return !(sentence.asks && /^(?:warum|wieso|why)$/.test(sentence.words[0]!.lower))
}

/** "Ohne Formular dürfen wir nichts auszahlen" asks for the form. */
function isNotWithout({ has }: Clause): boolean {
  return (
    (has.has('ohne') || has.has('without')) &&
    (has.has('nicht') ||
      has.has('nichts') ||
      has.has('kein') ||
      has.has('keine') ||
      has.has("can't") ||
      has.has('cannot'))
  )
}

function isOtherNot(clause: Clause): boolean {
  return clause.words.some(({ lower }) => lower !== 'instead' && (NEGATIONS.has(lower) || lower.endsWith("n't")))
}
