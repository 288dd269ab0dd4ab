type Language = 'de' | 'en'
export type QuestionFacts = {
  language: Language
  what: 'question' | 'half' | 'due'
  insteadOf: string | null
  asker: string
  company: string
  number: number
  question: string
  context: string
  due: string
  link: string
}

/** What an expert reads in the chat. The number in front tells several questions apart. */
export function questionInChat(facts: QuestionFacts): string {
  return facts.language === 'de' ? german(facts) : english(facts)
}

function german({ what, insteadOf, asker, company, number, question, context, due, link }: QuestionFacts): string {
  const opening = {
    question: insteadOf
      ? `${asker} von ${company} braucht eine Auskunft. ${insteadOf} hat nicht geantwortet; Sie sind als Vertretung genannt.`
      : `${asker} von ${company} braucht Ihre Auskunft bis ${due}.`,
    half: `${asker} von ${company} wartet noch auf Ihre Auskunft. Fällig ist sie ${due}.`,
    due: `Ihre Auskunft für ${asker} von ${company} ist jetzt fällig (${due}). Ohne Antwort wird die Vertretung gefragt.`,
  }[what]
  return `#${number} ${opening}\n\n${question}${context ? `\n\nDazu:\n${context}` : ''}\n\nAntworten Sie einfach hier, oder auf der Seite: ${link}\nDer Kunde sieht Ihre Antwort nicht.`
}

function english({ what, insteadOf, asker, company, number, question, context, due, link }: QuestionFacts): string {
  const opening = {
    question: insteadOf
      ? `${asker} of ${company} needs an answer. ${insteadOf} did not reply; you are named as deputy.`
      : `${asker} of ${company} needs your answer by ${due}.`,
    half: `${asker} of ${company} is still waiting for your answer. It is due ${due}.`,
    due: `Your answer for ${asker} of ${company} is due now (${due}). Without one the deputy is asked.`,
  }[what]
  return `#${number} ${opening}\n\n${question}${context ? `\n\nAbout it:\n${context}` : ''}\n\nJust reply here, or on the page: ${link}\nThe customer does not see your answer.`
}

export function thanks(language: Language, number: number): string {
  return language === 'de'
    ? `Danke, Ihre Antwort zu #${number} ist angekommen.`
    : `Thank you, your answer to #${number} has arrived.`
}

export function whichOne(language: Language, numbers: readonly number[]): string {
  const list = numbers.map((number) => `#${number}`).join(', ')
  return language === 'de'
    ? `Mehrere Fragen an Sie sind offen: ${list}. Beginnen Sie Ihre Antwort mit der Nummer, zum Beispiel „#${numbers[0]} …“.`
    : `Several questions to you are open: ${list}. Begin your answer with the number, for example “#${numbers[0]} …”.`
}
