// Passwords and one-time codes that somebody wrote down: the span is the secret itself.
import type { Found } from './found.ts'
import type { Word } from './words.ts'
import { between } from './words.ts'

const PASSWORD_WORDS = new Set(
  'passwort kennwort password passwd passphrase passcode pw pwd pass zugangspasswort losungswort wlanpasswort'.split(
    ' ',
  ),
)
const CODE_WORDS = new Set(
  (
    'pin tan mtan otp puk cvv cvc cvv2 prüfziffer kartenprüfnummer prüfnummer sicherheitscode einmalcode bestätigungscode ' +
    'zugangscode aktivierungscode freischaltcode verifizierungscode logincode smscode passcode entsperrcode geheimzahl ' +
    'geheimnummer einmalpasswort pincode zugangsschlüssel anmeldecode'
  ).split(' '),
)
/** What makes a bare "code" a secret, in the word before it. */
const SECRET_KINDS = new Set(
  'security verification one time login sms tan 2fa auth access activation confirmation unlock your ihr dein mein my der the einmal sicherheits'.split(
    ' ',
  ),
)
const HARMLESS_KINDS = new Set(
  (
    'fehler error status qr promo gutschein länder post bar rabatt voucher discount source zip dress exit http aktions area country ' +
    'coupon referral'
  ).split(' '),
)
const LINKS = new Set('ist lautet is war was heißt heisst mit als the der die das jetzt now habe are kam'.split(' '))
const NO_SECRETS = new Set(
  (
    'zu falsch nicht not wrong incorrect vergessen abgelaufen ungültig gesperrt weg richtig korrekt geändert neu alt zurückgesetzt ' +
    'expired broken invalid right correct forgotten lost too leider immer noch wieder auch aber und oder wohl angeblich bekannt ' +
    'sicher unsicher lang kurz abgefragt verlangt nötig erforderlich required being no always still reset gone sent never ok gut ' +
    'schwer einfach der die das ein eine mein dein ihr a an my your the for from with bei per von auf in im unklar da mir dir'
  ).split(' '),
)

export function findSecrets(text: string, words: readonly Word[], found: Found): void {
  for (let at = 0; at < words.length; at++) {
    const { lower } = words[at]!
    if (PASSWORD_WORDS.has(lower)) addPassword(text, words, at, found)
    if (CODE_WORDS.has(lower) || (lower === 'code' && isSecretCode(text, words, at))) addCode(text, words, at, found)
  }
}

function addPassword(text: string, words: readonly Word[], at: number, found: Found): void {
  const start = words[at]!.end
  const link = /^\s{0,2}(?:(?:ist|lautet|is|war|was|heißt|heisst)\s{1,2}|[:=]\s{0,2})(?:[:=]\s{0,2})?/i.exec(
    text.slice(start, start + 20),
  )
  const quoteOnly = /^\s{0,2}(?=["'„“«»])/.exec(text.slice(start, start + 4))
  const from = start + (link?.[0] ?? quoteOnly?.[0] ?? /^\s?/.exec(text.slice(start, start + 2))![0]).length
  const value = valueFrom(text, from)
  if (value === null) return
  const isTold = link !== null
  const isAssigned = link !== null && /[:=]|lautet|hei/i.test(link[0])
  const strong = /\d/.test(value.text) || /[^\p{L}\d]/u.test(value.text) || /\p{Ll}\p{Lu}/u.test(value.text)
  if (NO_SECRETS.has(value.text.toLowerCase())) return
  if (words[at]!.lower === 'pass' && !(link !== null && /[:=]/.test(link[0]))) return
  if (value.quoted || (isAssigned && value.text.length >= 4)) return found.add('secret', value.start, value.end)
  if (isTold ? strong || isLoneWord(text, value.end) : /\d/.test(value.text) && /\p{L}/u.test(value.text)) {
    found.add('secret', value.start, value.end)
  }
}

/** "mein Passwort ist sonnenblume." says it; "… ist jedes Mal anders" does not. */
function isLoneWord(text: string, end: number): boolean {
  return /^(?:[.,;!"“)]|\s?$|\s(?:und|and)\s)/.test(text.slice(end, end + 6))
}

function valueFrom(text: string, from: number): { text: string; start: number; end: number; quoted: boolean } | null {
  const opening = text.charAt(from)
  const quoted = opening !== '' && '"\'„“«»'.includes(opening)
  const start = quoted ? from + 1 : from
  let end = start
  while (end < text.length && end - start < 64 && !/\s/.test(text.charAt(end))) {
    if (quoted && '"\'”“«»'.includes(text.charAt(end))) break
    end++
  }
  if (!quoted) while (end > start && '.,;:)?'.includes(text.charAt(end - 1))) end--
  return end - start >= 3 ? { text: text.slice(start, end), start, end, quoted } : null
}

function isSecretCode(text: string, words: readonly Word[], at: number): boolean {
  const before = words[at - 1]
  if (before === undefined) return true
  if (HARMLESS_KINDS.has(before.lower)) return false
  if (words[at + 1]?.lower === 'of') return false
  if (SECRET_KINDS.has(before.lower)) return true
  return /^\s{0,2}[:=]/.test(text.slice(words[at]!.end, words[at]!.end + 3))
}

const LONGEST_REACH = 4

function addCode(text: string, words: readonly Word[], at: number, found: Found): void {
  for (let next = at + 1; next < words.length && next <= at + LONGEST_REACH; next++) {
    const word = words[next]!
    const gap = between(text, words[next - 1]!, word)
    if (!/^[ \t:=."'„“»«-]{1,4}$/.test(gap)) return
    if (/\d/.test(word.text)) {
      const end = endOfCode(text, words, next)
      const value = text.slice(word.start, words[end]!.end)
      if (value.replace(/\D/g, '').length >= 3 || /^(?=.*\d)(?=.*[A-Z])[A-Z0-9-]{5,24}$/.test(value)) {
        if (!/^ ?(?:€|euro|%|mal|x )|^,\d|^x/i.test(text.slice(words[end]!.end, words[end]!.end + 6))) {
          found.add('secret', word.start, words[end]!.end)
        }
      }
      return
    }
    // "G-482910", "A7-991": letters joined to what follows.
    const after = words[next + 1]
    if (/^[A-Z]{1,4}$/.test(word.text) && after !== undefined && between(text, word, after) === '-') {
      const end = endOfCode(text, words, next)
      if (/\d/.test(text.slice(word.start, words[end]!.end))) found.add('secret', word.start, words[end]!.end)
      return
    }
    if (!LINKS.has(word.lower) && word.lower !== 'code') return
  }
}

function endOfCode(text: string, words: readonly Word[], from: number): number {
  let end = from
  while (end + 1 < words.length && end - from < 5) {
    const gap = between(text, words[end]!, words[end + 1]!)
    const next = words[end + 1]!
    const grouped = gap === ' ' && words[end]!.kind === 'digits' && next.kind === 'digits'
    if (!grouped && !(gap === '-' && (next.kind !== 'letters' || next.text === next.text.toUpperCase()))) break
    end++
  }
  return end
}
