// Telephoning as a way to reach somebody: verbs, nouns, numbers.
import type { Token } from '../clauses/tokens.ts'
import type { Clause } from './reading.ts'
import { isKept, type Seen, set, VERB_OBJECTS, YOURS } from './mention-words.ts'

const PHONE_NOUN =
  /(?:hotline|hotlines|rufnummer|rufnummern|telefonnummer|servicenummer|störungsnummer|hotlinenummer|callcenter|callcentre|helpline|servicetelefon|kundentelefon|sorgentelefon|infotelefon|telefonhotline|telefonservice|telefonsupport|telefonteam|kundenhotline|telefonzentrale|anruf|telefonat|telefonanruf)$/
const PHONE_WAY = set('telefonisch telefonischen telefonischer telefonische telefonisches fernmündlich')
const PHONE_VERB =
  /^(?:(?:an|durch)(?:zu)?ruf(?:en|e|t|st)|(?:durch|an)(?:zu)?klingeln|durchtelefonieren|anzutelefonieren|durchbimmeln|antelefonieren)$/
const RINGS = set('ruf rufe rufen ruft rufst klingelst klingel klingle klingeln klingelt bimmel bimmeln')
const CALL_VERBS = set('call phone ring dial calling phoning ringing telephone telephoning dialling called rang phoned')
const CALL_NOUNS = set('call ring bell buzz tinkle')

export function phoneAt(clause: Clause, words: readonly Token[], at: number): Seen {
  const word = words[at]!
  const before = words[at - 1]?.lower ?? ''
  const next = words[at + 1]?.lower ?? ''
  const { lower } = word
  if (word.kind === 'phone') return YOURS.has(before) ? null : { channel: 'phone', sure: true, hasAddress: true }
  if (PHONE_WAY.has(lower)) return { channel: 'phone', sure: true }
  if (PHONE_VERB.test(lower))
    return /^(?:sie|dich|euch)$/.test(before) && !isYouBefore(words, at - 1)
      ? null
      : { channel: 'phone', sure: false, isVerb: true }
  if (lower === 'angerufen')
    return clause.has.has('schon') || clause.has.has('bereits') ? { channel: 'phone', sure: false, isVerb: true } : null
  if (lower === 'telefonieren')
    return [...clause.has].some((other) =>
      /^(?:uns|kunden\p{L}*|kolleg\p{L}*|\p{L}*hotline|service\p{L}*|support|technik|berater\p{L}*|team|filiale|\p{L}*abteilung|werkstatt)$/u.test(
        other,
      ),
    )
      ? { channel: 'phone', sure: false, isVerb: true }
      : null
  if (RINGS.has(lower)) return ringsThrough(clause, words, at) ? { channel: 'phone', sure: false, isVerb: true } : null
  if (lower === 'phone' && before === 'the' && clause.has.has('pick') && clause.has.has('up'))
    return { channel: 'phone', sure: true }
  if (/^(?:telefon|phone|telephone|hörer)$/.test(lower) && isPhoneWay(words, at))
    return { channel: 'phone', sure: true }
  if (PHONE_NOUN.test(lower)) return phoneNoun(clause, words, at)
  if (CALL_VERBS.has(lower) && isCallVerb(words, at)) return { channel: 'phone', sure: false, isVerb: true }
  if (CALL_NOUNS.has(lower) && (before === 'a' || before === 'quick' || before === 'short')) {
    const gives = words.findIndex((other) => /^(?:give|giving)$/.test(other.lower))
    if (gives >= 0 && words[gives + 1]?.lower !== 'you') return { channel: 'phone', sure: false, isVerb: true }
  }
  if (
    /^(?:number|lines|line|centre|center|adviser|advisers|advisor|advisors|team|support|agents|helpdesk|advice)$/.test(
      lower,
    ) &&
    /^(?:phone|care|call|service|our|helpline)$/.test(before)
  ) {
    if (before === 'our' && lower !== 'lines') return null
    if (before === 'service' && lower !== 'number') return null
    return lower === 'lines' && !clause.words.some(({ kind }) => kind === 'phone')
      ? { channel: 'phone', sure: false }
      : { channel: 'phone', sure: true }
  }
  if (lower === 'nummer' && isKept(clause)) return null
  if (lower === 'nummer' && /^(?:unsere|die|unserer|der|folgende|number)$/.test(before) && !YOURS.has(before))
    return { channel: 'phone', sure: false }
  // "Unter der 115".
  if (word.kind === 'number' && before === 'der' && words[at - 2]?.lower === 'unter' && /^\d{3,6}$/.test(lower))
    return { channel: 'phone', sure: true }
  if (lower === 'number' && next === 'on') return { channel: 'phone', sure: true }
  return null
}

/** "Sie anrufen": the customer calls where a modal stands before it. */
function isYouBefore(words: readonly Token[], at: number): boolean {
  return (
    at > 0 &&
    /^(?:können|könnten|sollten|müssen|müssten|dürfen|möchten|würden|wenn|falls|dass|bitte)$/.test(words[at - 1]!.lower)
  )
}

function ringsThrough(clause: Clause, words: readonly Token[], at: number): boolean {
  const rest = words.slice(at + 1).map(({ lower }) => lower)
  if (rest.some((word) => word === 'auf' || word === 'ab' || word === 'zurück') && !rest.includes('an')) return false
  if (/^klingel|^klingl/.test(words[at]!.lower)) return true
  if (rest.at(-1) === 'an' || rest.includes('durch')) return true
  return (
    rest.some((word, n) => word === 'an' && n > 0) ||
    words.some(({ kind }) => kind === 'phone') ||
    [...clause.has].some((word) => PHONE_NOUN.test(word))
  )
}

function isPhoneWay(words: readonly Token[], at: number): boolean {
  const before = words[at - 1]?.lower ?? ''
  const earlier = words[at - 2]?.lower ?? ''
  if (words[at]!.lower === 'hörer') return before === 'zum'
  if (/^(?:per|am|ans|übers|via|by|zum)$/.test(before)) return true
  return before === 'the' && /^(?:over|on)$/.test(earlier)
}

function phoneNoun(clause: Clause, words: readonly Token[], at: number): Seen {
  const { lower } = words[at]!
  const before = words[at - 1]?.lower ?? ''
  if (/(?:anruf|telefonat)$/.test(lower)) {
    if (lower.startsWith('rück')) return null
    const wanted = [
      'genügt',
      'reicht',
      'hilft',
      'bringt',
      'klärt',
      'löst',
      'freuen',
      'freut',
      'bitten',
      'bitte',
      'nötig',
      'notwendig',
      'brauchen',
      'benötigen',
      'erforderlich',
      'warten',
      'empfehlen',
      'entgegen',
      'empfehle',
      'empfiehlt',
      'rate',
      'raten',
    ]
    return wanted.some((word) => clause.has.has(word)) ? { channel: 'phone', sure: true, hasAddress: true } : null
  }
  if (YOURS.has(before)) return null
  return { channel: 'phone', sure: /hotline|helpline|nummer|telefon|callcent/.test(lower) && isWayTo(words, at) }
}

function isWayTo(words: readonly Token[], at: number): boolean {
  for (let back = 1; back <= 3; back++) {
    const before = words[at - back]?.lower
    if (before === undefined) return false
    if (/^(?:an|bei|über|unter|via|per|on|mit|zur|zum|with|von|am|through|contact|kontaktieren)$/.test(before))
      return true
  }
  return false
}

function isCallVerb(words: readonly Token[], at: number): boolean {
  const before = words[at - 1]?.lower ?? ''
  const next = words[at + 1]
  if (/^(?:a|the|your|expect|phone|our|this|last|quick|any|video|missed|every|for)$/.test(before)) return false
  if (next === undefined) return /^(?:to|please|or|just|and|can|by|mind|try|could|you|simply|always)$/.test(before)
  // "Wifi calling on".
  if (words[at]!.lower === 'calling' && next.lower === 'on' && words[at + 2]?.kind !== 'phone') return false
  if (next.lower === 'to' && before !== 'to') return false
  if (/^(?:you|of|from|is|was|running|has|it)$/.test(next.lower) || next.text === 'ID') return false
  return (
    next.kind === 'phone' ||
    VERB_OBJECTS.has(next.lower) ||
    /^(?:ahead|back|and|on|customer|centre|again|before|when|if|whenever|during|between|straight|from|now|today|tomorrow|so|for|about|in|or|1|0|later)$/.test(
      next.lower,
    ) ||
    /^(?:please|to|just|mind|try|tried|you|kindly|and|simply|can|could)$/.test(before)
  )
}
