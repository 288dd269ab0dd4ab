// Signatures: what phones and mail apps append, and the business block below a closing formula.
import { mobileLines } from './phrases.ts'

const device =
  /iphone|ipad|ipod|android|blackberry|samsung|galaxy|huawei|xiaomi|nokia|lumia|windows|outlook|yahoo|gmail|proton|mail|phone|handy|mobil|telefon|tablet|tablette|smartphone|téléphone|móvil|htc|sony|oneplus|pixel|airmail|spark|inbox|telekom|web\.de|gmx|client|\bapp\b|移|手机/i
const sentence =
  /[,;] (?:is|was|are|and|but|we|i|und|aber|ich|wir)\b|\b(?:is|was|were|are|has|have|had|will|nothing|never|arrived|received|yesterday|today|last week)\b/i

export type MobileMatch = 'sure' | 'likely' | null

/**
 * Whether a line is what a device appends. `sure`: it names a device or an app. `likely`: it only starts that way
 * ("Sent from a magnificent torch of pixels") and counts when nothing but more of its kind follows.
 */
export function mobileSignature(line: string): MobileMatch {
  const text = line
    .slice(0, 200)
    .replace(/\[([^\][]*)\]\([^()]*\)/g, '$1')
    .replace(/^[\s(<*_"“„>-]+/, '')
  if (text === '') return null
  const lower = text.toLowerCase()
  const first = firstWord(lower)
  if (/^\p{L}+ from mobile\b/u.test(lower)) return 'likely'
  if (/^(?:從我的|从我的|发自我的|發自我的|来自我的)/.test(lower)) return 'sure'
  const forms = mobileLines.get(first)
  if (forms === undefined) return null
  const hit = forms.find(
    ([start, then]) => `${lower} `.startsWith(start) && (then === undefined || lower.includes(then)),
  )
  if (hit === undefined) return null
  if (line.trim().length > 160) return null
  const apology = /excuse|typo|brevity|verzeih|entschuldig|tippfehler/i.test(text)
  if (!apology && sentence.test(text)) return null
  return device.test(text) ? 'sure' : 'likely'
}

function firstWord(lower: string): string {
  const space = lower.indexOf(' ')
  return space === -1 ? lower : lower.slice(0, space)
}

const closing =
  /^(?:(?:mit )?(?:vielen |besten |freundlichen|freundlichem|lieben|herzlichen|besten|schönen|sonnigen)[\p{L} ]{0,24}gr[uü](?:ß|ss)(?:en|e)?|(?:viele|beste|liebe|freundliche|herzliche|schöne) gr[uü](?:ß|ss)e|gru(?:ß|ss)|mfg|vg|lg|hochachtungsvoll|(?:kind|best|warm|warmest) regards|regards|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|best wishes|cheers)[\s.,!;:-]*$/iu
const contact =
  /^(?:tel|telefon|phone|fon|fax|telefax|mobil|mobile|handy|e-?mail|mail|web|www|internet|t|f|m|p)\b[\s.:/]*[+(\d\p{L}]|https?:\/\/|www\.|\b(?:hrb|hra|ust-?id(?:-?nr)?|amtsgericht|registergericht|handelsregister|geschäftsführer(?:in)?|sitz der gesellschaft|vat|registered (?:in|office)|steuernummer)\b|^\+?[\d\s()/-]{8,}$|^\S+@\S+$/iu

/** Notices below a business block ask for something, too. */
const legal = /vertraulich|empfänger|adressat|irrtümlich|ausdruck|drucken|umwelt|confidential|recipient|disclos|print/i

/** "Mit freundlichen Grüßen", "Kind regards" alone on a line. */
export function isClosing(line: string): boolean {
  const text = line.trim()
  return text.length <= 60 && closing.test(text)
}

/**
 * Index of the first line of a business block below "Mit freundlichen Grüßen", or -1.
 * Only where it is safe: formula, name, then at least three lines to the end of which two give contact or registry data.
 */
export function businessBlockStart(lines: readonly string[], from: number, end: number): number {
  for (let i = Math.max(from, end - 30); i < end; i++) {
    if (!isClosing(lines[i] ?? '')) continue
    return afterName(lines, i + 1, end)
  }
  return -1
}

function afterName(lines: readonly string[], from: number, end: number): number {
  let name = -1
  let count = 0
  let proofs = 0
  for (let i = from; i < end; i++) {
    const line = (lines[i] ?? '').trim()
    if (line === '') continue
    if (name === -1) {
      name = i
      continue
    }
    count++
    if (contact.test(line.slice(0, 120))) proofs++
    else if (/[?]|(?:bitte|please)\b/i.test(line) && !legal.test(line)) return -1
  }
  return count >= 3 && proofs >= 2 ? name + 1 : -1
}

/** "-Abhishek Kona": a dash and one to three capitalised words, alone on the last line. */
export function isDashName(line: string): boolean {
  return line.length < 40 && /^\s*-{1,2}\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,2}\s*$/u.test(line)
}
