// What else a clause says of an act: that a way is open, that it is over, that it is denied.
import type { Clause, ReadSentence } from './reading.ts'
import { EXCLUSIVES, INVITING_NOTS, NEGATIONS, OBLIGATIONS, US } from './words-of-acting.ts'

const OPEN_WAYS =
  /^(?:erreichbar|verfügung|weiterhelfen|zuständig|ansprechpartner|ansprechpartnerin|anlaufstelle|auskünfte|auskunft|available|reachable|reached|genügt|reicht|hilft|helfen|weiter|lautet|gibt|geht|beantwortet|richtige|lösung|klären|found|resolve|resolved|handled|handles|handle|entgegen|open|einsehen|look|beantworten|bearbeiten|bearbeitet|nimmt|annehmen|discuss|discussed|here|used|quickest|schnellste|schnellsten|einfachsten|besten|tun|tätig|möglich|freut|fastest|easiest|addressed|directed|submitted|go|goes|through|schnellste|einfachste|possible|freuen|erklärt|berät|nennt|klärt|sagt|ändert|schaltet|möglichkeiten|besetzt|erledigt|geöffnet|vorliegt)$/

export function isOffered(clause: Clause): boolean {
  const { has, words } = clause
  const isOnly =
    words.some(({ lower }, at) => EXCLUSIVES.has(lower) && !/^(?:for|für)$/.test(words[at + 1]?.lower ?? '')) &&
    !(has.has('erhalten') || has.has('bekommen'))
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

export function isPast(clause: Clause): boolean {
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

export function isDenied(clause: Clause, sentence: ReadSentence): boolean {
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
export function isNotWithout({ has }: Clause): boolean {
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
