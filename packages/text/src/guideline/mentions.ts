// Where a clause speaks of writing mail, of telephoning or of a form as a way to reach somebody, and not of "Ihre E-Mail".
import type { Token } from '../clauses/tokens.ts'
import type { Clause } from './reading.ts'

export type Channel = 'email' | 'phone' | 'form'
/** `sure`: an address, a number or a way ("per Mail", "telefonisch"); else a thing somebody must be told to use. */
export type Mention = { channel: Channel; at: number; sure: boolean; isVerb: boolean; hasAddress: boolean }

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))
const EMAIL_NOUN =
  /^(?:email|mail|emails|mails|emailadresse|mailadresse|emailpostfach|serviceemail|supportmail|servicemail|emailaddress|inbox|kontaktmail|mailkontakt|emailkontakt|emailservice|emailsupport|mailpostfach|emailweg|mailweg)$/
const PHONE_NOUN =
  /(?:hotline|hotlines|rufnummer|rufnummern|telefonnummer|servicenummer|störungsnummer|hotlinenummer|callcenter|callcentre|helpline|servicetelefon|kundentelefon|sorgentelefon|infotelefon|telefonhotline|telefonservice|telefonsupport|telefonteam|kundenhotline|telefonzentrale|anruf|telefonat|telefonanruf)$/
const PHONE_WAY = set('telefonisch telefonischen telefonischer telefonische telefonisches fernmündlich')
const PHONE_VERB =
  /^(?:(?:an|durch)(?:zu)?ruf(?:en|e|t|st)|(?:durch|an)(?:zu)?klingeln|durchtelefonieren|anzutelefonieren|durchbimmeln|antelefonieren)$/
const RINGS = set('ruf rufe rufen ruft rufst klingelst klingel klingle klingeln klingelt bimmel bimmeln')
const EMAIL_VERB = /^(?:(?:an|zu|rein)?(?:zu)?mail(?:en|e|st|t)|emailen|emailed|emailing)$/
const FORM_NOUN = /formular(?:e|s|en)?$|^(?:webform|eform|onlineform|vordruck)$/
const FORM_KINDS = set(
  'contact web online claim claims complaint complaints feedback enquiry inquiry request refund support our the this a an short following that quick details return returns application report query',
)
const WAYS = set('per via über by through übers mittels als as through using on over')
const TICKET_VERBS =
  /^(?:eröffne|eröffnen|erstell|erstelle|erstellen|anlegen|anzulegen|leg|lege|legen|aufmachen|open|opening|raise|raising|log|logging|create|creating|submit|submitting|lodge|file|filing|start|stellen|stelle)$/
const TICKET_NOUNS = set('ticket supportticket case request claim serviceticket anfrage')
const YOURS = set(
  'ihre ihrer ihrem ihren ihr ihres deine deiner deinem deinen dein deines eure euer eurer euren eurem your yours',
)
const INSIDE = set('in aus in der die dieser diese the this that unserer unsere unseren')

export function mentionsOf(clause: Clause): Mention[] {
  const mentions: Mention[] = []
  const { words } = clause
  for (let at = 0; at < words.length; at++) {
    const mention = emailAt(clause, words, at) ?? phoneAt(clause, words, at) ?? formAt(clause, words, at)
    if (mention !== null) mentions.push({ at, isVerb: false, hasAddress: false, ...mention })
  }
  return mentions
}

type Seen = { channel: Channel; sure: boolean; isVerb?: boolean; hasAddress?: boolean } | null

function emailAt(clause: Clause, words: readonly Token[], at: number): Seen {
  const word = words[at]!
  const before = words[at - 1]?.lower ?? ''
  const earlier = words[at - 2]?.lower ?? ''
  if (word.kind === 'email')
    return isPrivateAddress(word.lower) ? null : { channel: 'email', sure: true, hasAddress: true }
  if (word.lower === 'address' && earlier === 'our' && /^(?:support|service|help|helpdesk)$/.test(before))
    return { channel: 'email', sure: false }
  if (EMAIL_VERB.test(word.lower)) {
    if (word.lower === 'mails') return null
    return { channel: 'email', sure: false, isVerb: true }
  }
  if (!EMAIL_NOUN.test(word.lower)) return null
  if (isEnglishVerb(words, at)) return { channel: 'email', sure: false, isVerb: true }
  if (WAYS.has(before) || (WAYS.has(earlier) && /^(?:e|an|eine|einer|einfache|kurze)$/.test(before))) {
    return before === 'über' || before === 'on' || before === 'over' || before === 'using'
      ? null
      : { channel: 'email', sure: true }
  }
  if (YOURS.has(before) || YOURS.has(earlier)) {
    return clause.has.has('auf') && (clause.has.has('freuen') || clause.has.has('warten'))
      ? { channel: 'email', sure: false }
      : null
  }
  const replies = [...clause.has].some((lower) => /^(?:antworte|antworten|reply|respond)$/.test(lower))
  if (replies) return { channel: 'email', sure: false }
  if (/adresse|address/.test(word.lower) && isKept(clause)) return null
  if (/adresse|inbox|address/.test(word.lower))
    return /^(?:unsere|unser|unserer|our|die|the)$/.test(before) ? { channel: 'email', sure: false } : null
  const from = `${words[at + 1]?.lower} ${words[at + 2]?.lower}`
  if (/^(?:from us|from our|von uns|von mir|von unserem|we sent)/.test(from)) return null
  if (/^(?:einer|ner)$/.test(before)) return { channel: 'email', sure: false }
  if (/^address(?:es)?$/.test(words[at + 1]?.lower ?? '') && before !== 'our') return null
  if (/^(?:have|get|got|haben|hast|receive|received|expect|you|ihnen|dir|euch)$/.test(earlier)) return null
  // "Ihren Namen und E-Mail": asked for as a detail.
  if (!ARTICLES.test(before) && !ARTICLES.test(earlier) && at > 0) return null
  // "Pop that in an email to our accounts people".
  if (earlier === 'in' && words[at + 1]?.lower === 'to') return { channel: 'email', sure: false }
  if (earlier === 'in' || earlier === 'aus' || (INSIDE.has(before) && before !== 'unsere')) return null
  return { channel: 'email', sure: false }
}

/** "die E-Mail-Adresse unter Profil ändern", "blockieren Sie die Nummer": the thing is changed, nobody is reached by it. */
function isKept(clause: Clause): boolean {
  return clause.words.some(({ lower }) => CHANGES.test(lower))
}
const CHANGES =
  /^(?:(?:zu)?(?:ge)?ändern|geändert|ändere|aktualisier(?:en|e|t)|hinterleg(?:en|e|t)|bestätig(?:en|e|t)|eintragen|einzutragen|trag|trage|prüf(?:en|e|t)|überprüf(?:en|e)|kontrollier(?:en|e)|anpassen|anzupassen|löschen|blockier(?:en|e)|sperr(?:en|e)|speicher(?:n|e)|ignorier(?:en|e)|change|update|verify|confirm|edit|check|block|save|remove|enter|correct)$/

const PRIVATE_DOMAINS =
  /@(?:gmail|googlemail|gmx|web|outlook|hotmail|yahoo|icloud|posteo|mailbox|freenet|arcor|aol|live|me|proton|protonmail|tonline|tutanota|msn)\./
/** Hyphens are gone from the lower form: t-online is tonline. */
function isPrivateAddress(lower: string): boolean {
  return PRIVATE_DOMAINS.test(lower)
}

const ARTICLES =
  /^(?:an?|one|another|eine[rn]?|ne|kurze|kurzen|kleine|quick|short|our|unsere?|unserer|unseren|separate|uns|us|bitte|mail|new|neue|weitere|die|the|folgende|dazu|dafür|send|schick|schreib|schicken|schreiben)$/
const VERB_OBJECTS = set(
  'us our the me support help over in customer them billing it that this your uns unseren die team to through across back copies documents details service directly here a my any photos details',
)

/** "email us", "call our team", "ring the depot", "phone us whenever". */
function isEnglishVerb(words: readonly Token[], at: number): boolean {
  const next = words[at + 1]
  const before = words[at - 1]?.lower ?? ''
  if (
    /^(?:your|the|an|a|by|via|this|that|from|our|eine|per|die|der|e|new|in|unsere|kurze|kurz|ne|von|mit|zur|zum|ihre|deine)$/.test(
      before,
    )
  )
    return false
  if (next === undefined) return /^(?:please|to|just|can|could|simply|you|uns|may)$/.test(before)
  return next.kind === 'email' || next.kind === 'phone' || VERB_OBJECTS.has(next.lower)
}

const CALL_VERBS = set('call phone ring dial calling phoning ringing telephone telephoning dialling called rang phoned')
const CALL_NOUNS = set('call ring bell buzz tinkle')

function phoneAt(clause: Clause, words: readonly Token[], at: number): Seen {
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

function formAt(clause: Clause, words: readonly Token[], at: number): Seen {
  const { lower } = words[at]!
  const before = words[at - 1]?.lower ?? ''
  const earlier = words[at - 2]?.lower ?? ''
  const linked = words.some(({ kind }) => kind === 'link')
  if (FORM_NOUN.test(lower) && before === 'im') return { channel: 'form', sure: false, isVerb: true }
  if (FORM_NOUN.test(lower))
    return YOURS.has(before)
      ? null
      : { channel: 'form', sure: WAYS.has(before) || WAYS.has(earlier) || linked, hasAddress: linked }
  if ((lower === 'form' || lower === 'forms') && FORM_KINDS.has(before) && !YOURS.has(earlier) && earlier !== 'in') {
    return {
      channel: 'form',
      sure: /^(?:via|through|using|with|on|the|our)$/.test(earlier) || linked,
      hasAddress: linked,
    }
  }
  if (
    (lower === 'form' || lower === 'forms') &&
    !YOURS.has(before) &&
    words.some((word) => /^(?:fill|filling|complete|completing|submit|submitting)$/.test(word.lower))
  ) {
    return { channel: 'form', sure: false }
  }
  if ((lower === 'form' || lower === 'forms') && isOurForm(words, at)) return { channel: 'form', sure: false }
  if ((lower === 'form' || lower === 'forms') && earlier === 'in' && FORM_KINDS.has(before))
    return { channel: 'form', sure: false }
  if (TICKET_NOUNS.has(lower) && (lower !== 'anfrage' || clause.words.some((word) => FORM_NOUN.test(word.lower)))) {
    return words.some((word) => TICKET_VERBS.test(word.lower)) ? { channel: 'form', sure: false } : null
  }
  return null
}

/** "our online appeals form"; not "this form of payment". */
function isOurForm(words: readonly Token[], at: number): boolean {
  if (words[at + 1]?.lower === 'of') return false
  const before = words.slice(Math.max(0, at - 4), at).map(({ lower }) => lower)
  return before.some((lower) => /^(?:our|the|this|following)$/.test(lower)) && !before.includes('in')
}
