// Where a clause speaks of writing mail, of telephoning or of a form as a way to reach somebody, and not of "Ihre E-Mail".
import type { Token } from '../clauses/tokens.ts'
import type { Clause } from './reading.ts'
import { isKept, type Mention, type Seen, set, VERB_OBJECTS, YOURS } from './mention-words.ts'
import { phoneAt } from './mention-phone.ts'

const EMAIL_NOUN =
  /^(?:email|mail|emails|mails|emailadresse|mailadresse|emailpostfach|serviceemail|supportmail|servicemail|emailaddress|inbox|kontaktmail|mailkontakt|emailkontakt|emailservice|emailsupport|mailpostfach|emailweg|mailweg)$/
const EMAIL_VERB = /^(?:(?:an|zu|rein)?(?:zu)?mail(?:en|e|st|t)|emailen|emailed|emailing)$/
const FORM_NOUN = /formular(?:e|s|en)?$|^(?:webform|eform|onlineform|vordruck)$/
const FORM_KINDS = set(
  'contact web online claim claims complaint complaints feedback enquiry inquiry request refund support our the this a an short following that quick details return returns application report query',
)
const WAYS = set('per via über by through übers mittels als as through using on over')
const TICKET_VERBS =
  /^(?:eröffne|eröffnen|erstell|erstelle|erstellen|anlegen|anzulegen|leg|lege|legen|aufmachen|open|opening|raise|raising|log|logging|create|creating|submit|submitting|lodge|file|filing|start|stellen|stelle)$/
const TICKET_NOUNS = set('ticket supportticket case request claim serviceticket anfrage')
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
const PRIVATE_DOMAINS =
  /@(?:gmail|googlemail|gmx|web|outlook|hotmail|yahoo|icloud|posteo|mailbox|freenet|arcor|aol|live|me|proton|protonmail|tonline|tutanota|msn)\./
/** Hyphens are gone from the lower form: t-online is tonline. */
function isPrivateAddress(lower: string): boolean {
  return PRIVATE_DOMAINS.test(lower)
}

const ARTICLES =
  /^(?:an?|one|another|eine[rn]?|ne|kurze|kurzen|kleine|quick|short|our|unsere?|unserer|unseren|separate|uns|us|bitte|mail|new|neue|weitere|die|the|folgende|dazu|dafür|send|schick|schreib|schicken|schreiben)$/
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
