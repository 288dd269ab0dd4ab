import type { PromiseKind } from '@resonanz/contracts'

type Moved = {
  language: 'de' | 'en'
  address: 'sie' | 'du'
  kind: PromiseKind
  before: Date
  after: Date
  timeZone: string
  name: string
  by: string
}

/** Tells the customer that a promise moved: what, from when, to when. Why is the writer's to say, in words of their own. */
export function movedWords({ language, address, kind, before, after, timeZone, name, by }: Moved): string {
  const what = kindWords[language][kind]
  const [from, to] = [before, after].map((at) => dayWords(at, language, timeZone))
  if (language === 'en')
    return `Hello ${name},\n\nwe promised you ${what} by ${from}. We will not make that, and we are sorry. You will have it by ${to}.\n\nThe reason: \n\nKind regards\n${by}`
  const you =
    address === 'du'
      ? { dat: 'dir', has: 'Du bekommst', sorry: 'Das tut uns leid.' }
      : { dat: 'Ihnen', has: 'Sie bekommen', sorry: 'Das tut uns leid.' }
  return `Guten Tag ${name},\n\nwir haben ${you.dat} ${what} bis ${from} zugesagt. Das halten wir nicht ein. ${you.sorry} ${you.has} es bis ${to}.\n\nDer Grund: \n\nFreundliche Grüße\n${by}`
}

/** A moment as a customer reads it, in the zone of the service hours. */
export function dayWords(at: Date, language: 'de' | 'en', timeZone: string): string {
  const day = at.toLocaleDateString(language === 'de' ? 'de-DE' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  })
  const time = at.toLocaleTimeString(language === 'de' ? 'de-DE' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  })
  return language === 'de' ? `${day}, ${time} Uhr` : `${day}, ${time}`
}

const kindWords: Record<'de' | 'en', Record<PromiseKind, string>> = {
  de: {
    next_update: 'unsere nächste Nachricht',
    refund: 'die Erstattung',
    return_of_originals: 'die Rückgabe der Originale',
    call_back: 'unseren Rückruf',
    document: 'das Dokument',
    other: 'eine Antwort darauf',
  },
  en: {
    next_update: 'our next message',
    refund: 'the refund',
    return_of_originals: 'the originals back',
    call_back: 'a call back',
    document: 'the document',
    other: 'an answer to that',
  },
}
