export type Language = 'de' | 'en'

const de = {
  open: (title: string) => `Chat öffnen: ${title}`,
  unread: (count: number) => (count === 1 ? '1 neue Antwort' : `${count} neue Antworten`),
  close: 'Chat schließen',
  log: 'Unterhaltung',
  you: 'Sie',
  human: 'Sie sprechen mit Menschen.',
  within: (time: string) => `Wir antworten in der Regel innerhalb von ${time}.`,
  minutes: (n: number) => (n === 1 ? 'einer Minute' : `${n} Minuten`),
  hours: (n: number) => (n === 1 ? 'einer Stunde' : `${n} Stunden`),
  days: (n: number) => (n === 1 ? 'einem Tag' : `${n} Tagen`),
  closed: 'Gerade ist niemand da.',
  closedUntil: (when: string) => `Gerade ist niemand da. Wir sind wieder da: ${when} Uhr.`,
  closedWrite: 'Schreiben Sie uns trotzdem, wir antworten danach.',
  privacy: 'Datenschutz',
  name: 'Name',
  email: 'E-Mail-Adresse',
  optional: 'freiwillig',
  message: 'Ihre Nachricht',
  send: 'Senden',
  attach: 'Datei anhängen',
  remove: (name: string) => `${name} entfernen`,
  uploading: 'Datei wird hochgeladen …',
  fileTooLarge: 'Diese Datei ist größer als 10 MB.',
  fileWrongType: 'Bilder, PDF und einfacher Text sind möglich. Diese Datei ist keines davon.',
  fileFailed: 'Die Datei konnte nicht hochgeladen werden. Versuchen Sie es noch einmal.',
  tooManyFiles: 'Mehr als fünf Dateien auf einmal gehen nicht.',
  download: (name: string) => `${name} herunterladen`,
  sending: 'wird gesendet',
  sent: 'angekommen',
  seen: 'gelesen',
  notSent: 'nicht gesendet',
  writes: (company: string) => `${company} schreibt …`,
  offline: 'Die Verbindung ist unterbrochen. Was Sie schreiben, wird gesendet, sobald sie wieder da ist.',
  refused: 'Die Anmeldung der Seite konnte nicht geprüft werden. Sie schreiben uns ohne Anmeldung.',
  knownAs: (name: string) => `Angemeldet als ${name}.`,
  known: 'Sie sind auf dieser Seite angemeldet.',
  byMail: 'Per E-Mail weiter',
  byMailWhy: 'Sie müssen gehen? Wir antworten Ihnen an diese Adresse, und Sie können dort weiterschreiben.',
  byMailSend: 'Antworten per E-Mail erhalten',
  byMailDone: (email: string) => `Wir antworten Ihnen an ${email}. Schreiben Sie hier, geht es hier weiter.`,
  emailWrong: 'Diese Adresse ist nicht vollständig. Beispiel: name@beispiel.de',
  failed: 'Das hat gerade nicht geklappt. Versuchen Sie es noch einmal.',
  end: 'Chat beenden',
  ended: 'Sie haben den Chat beendet.',
  back: 'Zurück zur Unterhaltung',
  ask: 'Wie zufrieden sind Sie?',
  scores: ['sehr unzufrieden', 'unzufrieden', 'teils, teils', 'zufrieden', 'sehr zufrieden'],
  rateWords: 'Möchten Sie etwas dazu sagen?',
  rateSend: 'Bewertung senden',
  thanks: 'Danke für Ihre Rückmeldung.',
}
export type Words = typeof de

const en: Words = {
  open: (title) => `Open the chat: ${title}`,
  unread: (count) => (count === 1 ? '1 new answer' : `${count} new answers`),
  close: 'Close the chat',
  log: 'Conversation',
  you: 'You',
  human: 'You are talking to people.',
  within: (time) => `We usually answer within ${time}.`,
  minutes: (n) => (n === 1 ? 'a minute' : `${n} minutes`),
  hours: (n) => (n === 1 ? 'an hour' : `${n} hours`),
  days: (n) => (n === 1 ? 'a day' : `${n} days`),
  closed: 'Nobody is here right now.',
  closedUntil: (when) => `Nobody is here right now. We are back ${when}.`,
  closedWrite: 'Write to us all the same, we answer then.',
  privacy: 'Privacy',
  name: 'Name',
  email: 'E-mail address',
  optional: 'optional',
  message: 'Your message',
  send: 'Send',
  attach: 'Attach a file',
  remove: (name) => `Remove ${name}`,
  uploading: 'Uploading the file …',
  fileTooLarge: 'This file is larger than 10 MB.',
  fileWrongType: 'Pictures, PDF and plain text are possible. This file is none of them.',
  fileFailed: 'The file could not be uploaded. Please try again.',
  tooManyFiles: 'More than five files at once are not possible.',
  download: (name) => `Download ${name}`,
  sending: 'sending',
  sent: 'arrived',
  seen: 'read',
  notSent: 'not sent',
  writes: (company) => `${company} is writing …`,
  offline: 'The connection is interrupted. What you write is sent as soon as it is back.',
  refused: 'This site’s sign-in could not be checked. You write to us without it.',
  knownAs: (name) => `Signed in as ${name}.`,
  known: 'You are signed in on this site.',
  byMail: 'Go on by e-mail',
  byMailWhy: 'You have to go? We answer you at this address, and you can go on writing there.',
  byMailSend: 'Receive answers by e-mail',
  byMailDone: (email) => `We answer you at ${email}. Write here, and it goes on here.`,
  emailWrong: 'This address is not complete. Example: name@example.com',
  failed: 'That did not work just now. Please try again.',
  end: 'End the chat',
  ended: 'You have ended the chat.',
  back: 'Back to the conversation',
  ask: 'How satisfied are you?',
  scores: ['very dissatisfied', 'dissatisfied', 'so-so', 'satisfied', 'very satisfied'],
  rateWords: 'Would you like to say something about it?',
  rateSend: 'Send the rating',
  thanks: 'Thank you for telling us.',
}

export function wordsIn(language: Language): Words {
  return language === 'de' ? de : en
}

/** "innerhalb von 2 Stunden": minutes said as a person would. */
export function spanWords(minutes: number, w: Words): string {
  if (minutes < 60) return w.minutes(minutes)
  if (minutes < 1_440) return w.hours(Math.ceil(minutes / 60))
  return w.days(Math.ceil(minutes / 1_440))
}

export function momentWords(at: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at))
}

export function clockWords(at: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', { hour: '2-digit', minute: '2-digit' }).format(
    new Date(at),
  )
}
