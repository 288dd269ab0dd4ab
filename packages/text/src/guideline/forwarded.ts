// "We have passed it on": a concern handed to somebody without a name who answers and a time by which.
import type { Span } from '../analysis.ts'
import { actingOf } from './acting.ts'
import { saysWhen } from './dates.ts'
import type { Reading, ReadSentence } from './reading.ts'

export function forwardedWithoutDate(reading: Reading): Span[] {
  const spans = reading.sentences.filter(isForwarding).map(({ start, end }) => ({ start, end }))
  return spans.length > 0 && saysWhen(reading) ? [] : spans
}

const TEAM =
  /abteilung|kolleg|fachbereich|^team$|team$|^teams$|technik$|techniker|^stelle$|stellen$|^zuständig|^verantwortliche|zentrale$|^leitung$|(?:markt|filial|team|geschäfts|betriebs|haus|werks?|bereichs|abteilungs|stations|projekt|restaurant|hotel|personal|service|einsatz|schul|heim)leitung|^lager$|werkstatt$|filiale$|leitstelle|entwickler|vertrieb|backoffice|buchhaltung|abrechnung|spezialist|expert|^bereich$|netzbetreiber|kundenbetreuung|kundenservice|kundendienst|support$|management|department|colleague|specialist|warehouse|operations|^depot$|billing|engineer|^staff$|station|partner$|provider|people|guys|manager|^accounts$|^office$|logistik|fachleute|redaktion|verwaltung|geschäftsführung|vorstand|einkauf|dienstleister|zusteller$|betreiber|hausmeister|disposition|^hq$|headquarters|^crew$|supervisor|^branch$|^folks$|^devs$|^store$|^küche|qualitäts|^verkauf$|marketing|fuhrpark|hersteller|lieferant|behörde|kitchen|garage|fleet|council|supplier|manufacturer|centre$|center$|^desk$|runde$|meeting$|schicht$|besprechung$|betrieb$|betriebe$|leiter(?:in)?$|^chefin$|^chef$|^gremium|^intern$|^internally$/
const STRONG =
  /^(?:weitergeleitet|weitergegeben|weitergereicht|weitervermittelt|durchgegeben|durchgestellt|weiterleiten|weitergeben|weiterreichen|weiterzuleiten|weiterzugeben|eskaliert|eskalieren|forwarded|forwarding|escalated|escalating|escalate|weitergetragen|überstellt|durchgereicht)$/
const SPLIT = /^(?:leite|leiten|leitet|gebe|geben|gibt|reiche|reichen|trage|tragen|gebs|leits)$/
const TRANSFER =
  /^(?:übergeben|überstellt|übermittelt|übersandt|gemeldet|abgegeben|adressiert|gegeben|geschickt|gesendet|zukommen|platziert|vorgelegt|abgesetzt|kommuniziert|herangetragen|gegangen|gelandet|raus|reichen|reiche|erstellt|gebracht|hinterlegt|passed|passing|pass|shared|share|referred|refer|raised|handed|reported|logged|sent|assigned|forward|relayed|fed|flagged|submitted|transferred|routed|addressed|geleitet|gestellt|eingereicht|überwiesen|zugewiesen|zugeteilt|eingestellt|gereicht|notified|contacted|alerted|directed|moved|gone|went|landed|opened|created|brought|mitgenommen|mitnehmen|genommen|mitgeteilt|berichtet|geschildert|ausgerichtet|weitererzählt|told|mentioned)$/
const INFORM =
  /^(?:informiert|verständigt|benachrichtigt|eingeschaltet|kontaktiert|involviert|beauftragt|gesetzt|aufmerksam|gebeten|know|aware|asked|informed|notified|kontakt|verbindung|austausch|rücksprache|klärung|touch|geprüft|bearbeitet|angeschrieben|angefragt|besprechen|besprochen|abstimmen|abgestimmt|angesprochen|hingewiesen|befragt|gefragt|konsultiert|hinzugezogen|sensibilisiert|informieren|verständigen|einschalten|contact)$/
const PARCELS =
  /paket|sendung|^post$|zahlung|^geld$|^seite$|bezahlseite|anruf|button|^login$|^page$|parcel|package|courier|packstation|umleitung|weiterleitung|nachsende|^mail$|lieferung$|zusteller|^money$|lob$|kompliment|praise|compliment|^kind$|karte$|ticket(?:s)$|refund|payment|erstattung|gutschein|schlüssel|gepäck|luggage|order$|bestellung$/
const HOLDERS = /^(?:liegt|befindet|ist|sind|is|are|that's|it's|läuft|landet|steht)$/
const CONCERNS =
  /anliegen|^fall$|^sache$|angelegenheit$|anregung|bericht$|fotos$|bilder$|photos$|pictures$|details$|report$|note$|concern|anfrage|ticket$|beschwerde|unterlagen|vorgang|nachricht|vorschlag|thema|hinweis|feedback|meldung|schreiben|^case$|request|^that's$|complaint|comments|^it's$|query|matter|reklamation|rückmeldung|^it$|^this$|^that$|^das$|^es$|kritik|message|dm$|idee|suggestion|problem|info$/

function isForwarding(sentence: ReadSentence): boolean {
  const lowers = sentence.words.map(({ lower }) => lower)
  const has = (pattern: RegExp) => lowers.some((lower) => pattern.test(lower))
  if (sentence.asks || has(PARCELS)) return false
  const actings = actingOf(sentence)
  const isUs = actings.some(({ us }) => us)
  const isToldHere = actings.some(({ told, past, us }) => told && !past && !us)
  const isPassive =
    has(/^(?:wurde|wurden|wird|werden|ist|sind|ging|been|being|has|have|is|are|was|hab|habe|haben|hat)$/) ||
    (!isToldHere && has(/^(?:that|it|there|we|i)'(?:s|ve|ll)$/))
  const isShort = lowers.length <= 7
  if (actings.some(({ denied }) => denied)) return false
  const isTold = isToldHere && !isUs
  if (isTold && !isPassive) return false
  if (has(STRONG)) return isUs || isPassive || isShort
  const splitAt = lowers.findIndex((lower) => SPLIT.test(lower))
  if (splitAt >= 0 && lowers.slice(splitAt).includes('weiter')) return isUs || isShort || isPassive
  if (lowers.includes('forward') && isUs) return true
  if (lowers.includes('sure') && has(/^(?:reach(?:es)?|sees?|hears?|reads?|gets?|knows?)$/) && has(TEAM)) return true
  if (isPassedOn(lowers)) return isUs || isPassive || isShort
  if (isRaisedWith(lowers) && (isUs || isPassive)) return true
  const isTeam = has(TEAM) || sentence.words.some(({ text }) => text === 'IT')
  if (isTeam && isUs && has(/^(?:gebe|geben|spiele|spielen|trage|tragen)$/) && has(/^(?:an|ans|in)$/)) return true
  if (isUs && isToldToOthers(sentence)) return true
  if (!isTeam) return has(/^(?:intern|internally)$/) && has(TRANSFER)
  if (has(TRANSFER) && (isUs || isPassive)) return true
  if (isUs && isGivenToTeam(lowers)) return true
  if (has(INFORM) && (isUs || isPassive) && !isWithCustomer(lowers)) return true
  if (isUs && isGivenTo(lowers)) return true
  return isHeldBy(lowers) || isKnownTo(lowers)
}

/** "Ihre Anfrage liegt jetzt bei der Fachabteilung": the concern, a verb of place, the team, in this order. */
function isHeldBy(lowers: readonly string[]): boolean {
  // "Ist schon bei den Kollegen": the concern is left out.
  const concern = /^(?:ist|liegt|landet)$/.test(lowers[0]!) ? 0 : lowers.findIndex((lower) => CONCERNS.test(lower))
  const holder = lowers.findIndex((lower, at) => at >= concern && HOLDERS.test(lower))
  if (concern < 0 || holder < 0) return false
  const place = lowers.findIndex((lower, at) => at > holder && /^(?:bei|beim|in|an|with|im)$/.test(lower))
  return place >= 0 && lowers.slice(place + 1, place + 5).some((lower) => TEAM.test(lower))
}

/** "Ich hab das dem Chef gesteckt", "unserer Werkstatt gezeigt": the team as the one it is told to, whatever the verb. */
function isGivenToTeam(lowers: readonly string[]): boolean {
  if (!/^(?:ge|ver|be|er|über|weiter|mit|vor)\p{L}+(?:t|en)$/u.test(lowers.at(-1)!)) return false
  return lowers.some(
    (lower, at) =>
      /^(?:dem|unserem|meinem|unserer|meiner)$/.test(lower) &&
      TEAM.test(lowers[at + 1] ?? '') &&
      !/^(?:mit|von|bei|aus|in|zu|nach|vor|an|auf)$/.test(lowers[at - 1] ?? ''),
  )
}

/** "Unsere IT weiß Bescheid", "our engineers are aware". */
function isKnownTo(lowers: readonly string[]): boolean {
  const knows = lowers.some((lower) => /^(?:weiß|wissen|know|knows)$/.test(lower))
  return (knows && lowers.some((lower) => /^(?:bescheid|davon|about)$/.test(lower))) || lowers.includes('aware')
}

/** "den Vorfall dem Verkehrsbetrieb gemeldet", "asked the landlord to look": any other than the customer is told. */
function isToldToOthers({ words }: ReadSentence): boolean {
  return words.some(({ lower }, at) => {
    if (/^(?:asked|contacted|notified|alerted|instructed|chased|informed)$/.test(lower))
      return /^(?:the|our)$/.test(words[at + 1]?.lower ?? '')
    const noun = words[at - 1]
    if (noun === undefined || noun.text === noun.text.toLowerCase()) return false
    const article = words[at - 2]?.lower ?? ''
    if (/^(?:gemeldet|mitgeteilt|geschildert|vorgelegt|übermittelt|angezeigt)$/.test(lower))
      return /^(?:dem|der|unserem|unserer)$/.test(article)
    if (/^(?:übergeben|abgegeben|geschickt|gesendet|weitergesagt|gemeldet|gegeben)$/.test(lower))
      return (
        /^(?:die|den|das|unsere|unseren)$/.test(article) &&
        /^(?:an|in)$/.test(words[at - 3]?.lower ?? '') &&
        !/adresse|konto/.test(noun.lower)
      )
    return (
      /^(?:gebeten|beauftragt|verständigt|benachrichtigt|angeschrieben|kontaktiert)$/.test(lower) &&
      /^(?:den|die|das|unseren|unsere)$/.test(article)
    )
  })
}

/** "I've popped your comments across to the kitchen team": the concern, a way to, the team; the verb does not matter. */
function isGivenTo(lowers: readonly string[]): boolean {
  const concern = lowers.findIndex((lower) => CONCERNS.test(lower))
  const way = lowers.findIndex((lower, at) => at > concern && /^(?:to|an|ans|zu|zum|zur)$/.test(lower))
  return concern >= 0 && way >= 0 && lowers.slice(way + 1, way + 5).some((lower) => TEAM.test(lower))
}

/** "Ein Kollege setzt sich mit Ihnen in Verbindung" is a promise, nothing is handed on. */
function isWithCustomer(lowers: readonly string[]): boolean {
  return lowers.some(
    (lower, at) => /^(?:mit|with)$/.test(lower) && /^(?:ihnen|dir|euch|you)$/.test(lowers[at + 1] ?? ''),
  )
}

/** "raised with the airport", "reported to the council"; not "shared with you". */
function isRaisedWith(lowers: readonly string[]): boolean {
  const at = lowers.findIndex((lower) =>
    /^(?:raised|raising|raise|taken|taking|flagged|reported|escalated|shared)$/.test(lower),
  )
  const next = lowers.findIndex((lower, n) => at >= 0 && n > at && n < at + 5 && /^(?:with|to)$/.test(lower))
  return next >= 0 && !/^(?:you|your|be|see|get|help)$/.test(lowers[next + 1] ?? 'you')
}

function isPassedOn(lowers: readonly string[]): boolean {
  const at = lowers.findIndex((lower) =>
    /^(?:get|getting|pass|passed|passing|passes|hand|handed|handing|feed|fed)$/.test(lower),
  )
  if (at >= 0 && lowers[at]!.startsWith('get'))
    return lowers
      .slice(at, at + 6)
      .join(' ')
      .includes('over to our')
  return at >= 0 && lowers.slice(at + 1, at + 9).some((lower) => /^(?:on|along|over|onto|back|to)$/.test(lower))
}
