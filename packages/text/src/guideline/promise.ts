// A promise of ours for later (to write, to call, to pay back, to send) in a reply that says no time.
import type { Span } from '../analysis.ts'
import { type Acting, actingOf } from './acting.ts'
import { saysWhen } from './dates.ts'
import { compilePattern, findPattern, mayFit, type Pattern } from './pattern.ts'
import type { Clause, Reading, ReadSentence } from './reading.ts'

export function promisesWithoutDate(reading: Reading): Span[] {
  const spans = reading.sentences.flatMap((sentence) => promiseIn(sentence) ?? [])
  return spans.length > 0 && saysWhen(reading) ? [] : spans
}

const SOURCES = [
  '(wird|werden|werde) ... (gutschreiben|gutgeschrieben|veranlassen|veranlasst|erstattet|überwiesen|verschickt|versandt|zugeschickt|zugesandt|geliefert|nachgeliefert|ausgetauscht|ersetzt|kontaktiert|angerufen|benachrichtigt|ausgezahlt|zurückgezahlt|erstatten|austauschen|senden|schicken|nachreichen|mitteilen)',
  '(veranlassen|veranlasse) (wir|ich) ..',
  '(wir|ich) (veranlassen|veranlasse) ..',
  '(bekommst|bekommen|erhalten|erhältst|kriegst) .. (post|bescheid|paket|geld|betrag|ticket) ..',
  '(erfahren|erfährst) (sie|du) ..',
  '(geht|gehen|kommt|kommen) .. (demnächst|bald|zeitnah|umgehend|kürze|schnellstmöglich) ..',
  "(will|shall|'ll) be (contacted|refunded|processed|sent|shipped|credited|reimbursed|notified|informed|replaced|issued|posted|delivered|updated|paid) ..",
  "(i'll|we'll|i|we) .. let you know",
  "(we'll|i'll|will) make sure you (get|receive) ..",
  '(melden|melde|meldet|melden) (wir|ich)? (uns|mich|sich) ..',
  '(wird|werden|werde) .. (sich|mich|uns) ... (melden|kümmern|zurückmelden)',
  '(der|die|das) sich .. (meldet|melden)',
  '(komme|kommen|kommt) ... auf (sie|dich|euch) .. zu',
  '(hören|hörst|hört) .. von (uns|mir)',
  '(gebe|geben|gibt|sage|sagen|sagt) .. bescheid',
  '(halten|halte) .. laufenden',
  '(überweisen|überweise|erstatten|erstatte|ersetzen|ersetze|vergüten|zahlen|zahle|ersetzt|überweist) (wir|ich|dir|ihnen|euch) ..',
  '(wir|ich) (überweisen|überweise|erstatten|erstatte|ersetzen|ersetze|vergüten|zahlen|zahle|tauschen|tausche|liefern|liefere|buchen|veranlassen|schicken|schicke|senden|sende) (ihnen|dir|euch|das|den|die|es|natürlich|selbstverständlich|gerne) ..',
  '(schreiben|schreibe) .. (gut|zurück|an)',
  '(schicken|schicke|senden|sende|liefern|liefere) (wir|ich) ..',
  '(bekommen|bekommst|bekommt|erhalten|erhältst|kriegst|kriegen) ... (gutschrift|geld|ersatz|antwort|rückmeldung|erstattung|ersatzgerät|gutschein|nachricht|information|infos|anruf|rückruf|entschädigung|neues|neuen|neue|austausch) ..',
  '(ruft|rufen|rufe) .. (zurück|an)',
  '(informiere|informieren|benachrichtigen|benachrichtige) .. (sie|dich|euch) ..',
  '(setzen|setzt|setze) .. in verbindung',
  'in verbindung (setzen|treten)',
  '(wird|werden) .. (vereinbaren|kontaktieren|anrufen|zurückrufen|anschreiben|informieren|erstatten|überweisen|zusenden|zuschicken|melden|liefern|nachliefern|ersetzen) ..',
  '(kontaktiert|kontaktieren|kontaktiere) (sie|dich|euch) ..',
  '(hake|haken|frage|fragen) .. nach',
  "(we'll|i'll|we|i|will|going|they'll) (will|to)? (get|come|be) (back|in) (to|touch|on|with) ..",
  "(we'll|i'll|will) .. let you know",
  "(we'll|i'll|will|going|to) .. (refund|reimburse|compensate|repay|credit) (you|the|your|it|this|that) ..",
  "(we'll|i'll|will|we|i) (will|gladly|happily)? (send|call|email|contact|update|ring|phone|write|message|resend|notify|inform|give|keep|replace|deliver|issue|post) (you|your|a|the|it|out) ..",
  "(we'll|i'll|will) .. follow up",
  "(will|'ll) (be|get|contact|call|give|reach|email|ring|phone) .. (touch|back|you|out) ..",
  '(someone|somebody|manager|engineer|team|colleague|driver|agent|one) .. will .. (touch|you|back|out) ..',
  "(you'll|you) (will|shall)? (hear|receive|get) .. (from|money|refund|shortly|soon|back|replacement|answer|update|response|call) ..",
  "(we'll|i'll|will) .. (get|have) ... (refunded|replaced|sent|shipped|fixed|sorted|credited|swapped|repaired|delivered|collected|changed|resolved|reimbursed)",
  'make it up to you',
  "(we'll|i'll|will) (send|get|have) (someone|somebody) ..",
  'our .. will (collect|deliver|bring|drop|come|pick|send|fix|repair|install|replace) ..',
  '^ (and|then) (let|keep) you ..',
  'will .. (contact|call|ring|phone|email|write|visit|message|text) you',
  'expect a (call|reply|response|message|refund) ..',
  "(we'll|i'll|will) refund",
  "(i'll|we'll) chase ..",
  "(we'll|i'll) ... (you|back|touch|posted|updated)",
  '(wir|ich) (werde|werden) (ihnen|dir|euch) ..',
  '(werde|werden) (wir|ich) (ihnen|dir|euch) ..',
  '(lasse|lassen) .. zukommen',
]
const PATTERNS: readonly Pattern[] = SOURCES.flatMap((source) => compilePattern(source) ?? [])

function promiseIn(sentence: ReadSentence): Span | null {
  if (sentence.asks) return null
  const actings = actingOf(sentence)
  for (const [at, clause] of sentence.clauses.entries()) {
    const acting = actings[at]!
    if (acting.past || acting.denied || isCustomers(acting, clause)) continue
    if (PATTERNS.some((pattern) => mayFit(pattern, clause.has) && findPattern(pattern, clause.words) !== null))
      return { start: clause.start, end: clause.end }
  }
  return null
}

/** What the customer is told to do is no promise of ours. */
function isCustomers(acting: Acting, { has }: Clause): boolean {
  const gets = ['hear', 'receive', 'get', 'hören', 'bekommen', 'erhalten', 'erfahren', 'be'].some((word) =>
    has.has(word),
  )
  return acting.told && !acting.us && !gets
}
