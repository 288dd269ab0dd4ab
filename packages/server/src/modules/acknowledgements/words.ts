type Language = 'de' | 'en'
export type Address = 'formal' | 'informal'

/** What a text must say to say something: which case, who, and until when. */
const needed = ['number', 'who', 'time'] as const

export function missingPlaces(text: string): string[] {
  return needed.filter((place) => !text.includes(`{{${place}}}`))
}

/** `status`: the address under which the customer sees how their concern stands; made only where the text has a place for it. */
export type Said = { number: number; who: string; time: string; company: string; status: string }

export function hasStatusPlace(text: string): boolean {
  return text.includes('{{status}}')
}

/** Only our own words and places of ours: nothing that a customer wrote. */
export function filled(text: string, said: Said): string {
  const { number, who, time, company, status } = said
  const values: Record<string, string> = { number: String(number), who, time, company, status }
  return text.replaceAll(/\{\{(number|who|time|company|status)\}\}/g, (_, name: string) => values[name]!)
}

export function subjectOf(number: number, language: Language, address: Address): string {
  if (language === 'en') return `We have your message (number ${number})`
  return `${address === 'informal' ? 'Deine' : 'Ihre'} Nachricht ist angekommen (Nummer ${number})`
}

/** The team, and the person where one has the case already. */
export function whoWords(team: string | null, person: string | null, company: string, language: Language): string {
  const where = team === null ? company : /^team\b/i.test(team) ? team : `Team ${team}`
  if (person === null)
    return language === 'de'
      ? `Unser ${where === company ? 'Kundenservice' : where}`
      : `Our ${where === company ? 'customer service' : where}`
  return language === 'de' ? `${person} (${where})` : `${person} (${where})`
}

export const shipped: Record<Language, Record<Address, string>> = {
  de: {
    formal: `Guten Tag,

Ihre Nachricht ist angekommen, Ihr Fall hat die Nummer {{number}}. {{who}} kümmert sich darum. Sie hören bis {{time}} von uns.

So geht es weiter: Wir lesen Ihr Anliegen, klären es und schreiben Ihnen auf diesem Weg. Möchten Sie etwas ergänzen, antworten Sie einfach auf diese E-Mail.

Freundliche Grüße
{{company}}`,
    informal: `Hallo,

deine Nachricht ist angekommen, dein Fall hat die Nummer {{number}}. {{who}} kümmert sich darum. Du hörst bis {{time}} von uns.

So geht es weiter: Wir lesen dein Anliegen, klären es und schreiben dir auf diesem Weg. Möchtest du etwas ergänzen, antworte einfach auf diese E-Mail.

Viele Grüße
{{company}}`,
  },
  en: {
    formal: `Hello,

your message has arrived, your case has the number {{number}}. {{who}} is taking care of it. You will hear from us by {{time}}.

What happens next: we read your message, look into it and write to you here. To add something, simply reply to this e-mail.

Kind regards
{{company}}`,
    informal: `Hello,

your message has arrived, your case has the number {{number}}. {{who}} is taking care of it. You will hear from us by {{time}}.

What happens next: we read your message, look into it and write to you here. To add something, just reply to this e-mail.

Best wishes
{{company}}`,
  },
}
