type Language = 'de' | 'en'
type Mail = { subject: string; text: string }
export type MailFacts = {
  language: Language
  what: 'question' | 'half' | 'due'
  /** The deputy is told why they are asked. */
  insteadOf: string | null
  name: string
  asker: string
  company: string
  number: number
  question: string
  context: string
  dueAt: Date
  expiresAt: Date
  link: string
  /** People read the time of the company that asks. */
  timeZone: string
}

/** What an expert without an account reads: the question, what the asker chose to show, and two ways to answer. */
export function consultationMail(facts: MailFacts): Mail {
  return facts.language === 'de' ? german(facts) : english(facts)
}

function german(facts: MailFacts): Mail {
  const { asker, company, number, question, context, link, insteadOf, what } = facts
  const due = moment(facts.dueAt, 'de', facts.timeZone)
  const opening = {
    question: insteadOf
      ? `${asker} von ${company} braucht eine Auskunft. ${insteadOf} hat nicht geantwortet; Sie sind als Vertretung genannt.`
      : `${asker} von ${company} braucht Ihre Auskunft bis ${due}.`,
    half: `${asker} von ${company} wartet noch auf Ihre Auskunft. Fällig ist sie ${due}.`,
    due: `Ihre Auskunft für ${asker} von ${company} ist jetzt fällig (${due}). Ohne Antwort wird die Vertretung gefragt.`,
  }[what]
  const subject = { question: 'Rückfrage', half: 'Erinnerung: Rückfrage', due: 'Fällig: Rückfrage' }[what]
  return {
    subject: `${subject} zu Fall ${number}`,
    text: `Guten Tag ${facts.name},

${opening}

Die Frage:
${question}
${context ? `\nDazu:\n${context}\n` : ''}
Antworten Sie einfach auf diese E-Mail, oder hier (bis ${moment(facts.expiresAt, 'de', facts.timeZone)}):
${link}

Ihre Antwort ist eine interne Notiz für ${asker}. Der Kunde sieht sie nicht.

${company}`,
  }
}

function english(facts: MailFacts): Mail {
  const { asker, company, number, question, context, link, insteadOf, what } = facts
  const due = moment(facts.dueAt, 'en', facts.timeZone)
  const opening = {
    question: insteadOf
      ? `${asker} of ${company} needs an answer. ${insteadOf} has not replied; you are named as deputy.`
      : `${asker} of ${company} needs your answer by ${due}.`,
    half: `${asker} of ${company} is still waiting for your answer. It is due ${due}.`,
    due: `Your answer for ${asker} of ${company} is due now (${due}). Without it the deputy is asked.`,
  }[what]
  const subject = { question: 'Question', half: 'Reminder: question', due: 'Due: question' }[what]
  return {
    subject: `${subject} about case ${number}`,
    text: `Hello ${facts.name},

${opening}

The question:
${question}
${context ? `\nContext:\n${context}\n` : ''}
Simply reply to this e-mail, or answer here (until ${moment(facts.expiresAt, 'en', facts.timeZone)}):
${link}

Your answer is an internal note for ${asker}. The customer does not see it.

${company}`,
  }
}

export function moment(at: Date, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
}
