/** Every word of the page behind the link, in both languages; the script gets its part as JSON. */
export function answerWords(language: 'de' | 'en') {
  return language === 'de' ? german : english
}

const german = {
  title: 'Rückfrage beantworten',
  asks: (asker: string, company: string) => `${asker} von ${company} bittet um Ihre Auskunft.`,
  due: (at: string) => `Erbeten bis ${at}`,
  question: 'Die Frage',
  context: 'Dazu',
  answer: 'Ihre Antwort',
  hint: 'Die Antwort wird eine interne Notiz. Der Kunde sieht sie nicht.',
  send: 'Antwort senden',
  settled: 'Diese Rückfrage ist schon erledigt. Was Sie hier schreiben, wird trotzdem aufgehoben.',
  noScript: 'Diese Seite braucht JavaScript. Sie können auch einfach auf die E-Mail antworten.',
  otherLanguage: 'English',
  script: {
    sending: 'Wird gesendet …',
    done: 'Danke, Ihre Antwort ist angekommen. Sie können diese Seite schließen.',
    missing: 'Bitte schreiben Sie Ihre Antwort.',
    wrong: 'Dieser Link gilt nicht oder nicht mehr. Antworten Sie bitte auf die E-Mail.',
    tooMany: 'Gerade kommen zu viele Antworten auf einmal. Bitte senden Sie in einer Minute noch einmal.',
    failed: 'Nicht gesendet: Die Verbindung ist unterbrochen. Ihr Text bleibt hier stehen.',
  },
  gone: {
    title: 'Dieser Link gilt nicht oder nicht mehr',
    text: 'Haben Sie eine E-Mail mit der Frage, antworten Sie bitte einfach darauf.',
  },
}
const english: typeof german = {
  title: 'Answer a question',
  asks: (asker, company) => `${asker} of ${company} asks for your answer.`,
  due: (at) => `Wanted by ${at}`,
  question: 'The question',
  context: 'Context',
  answer: 'Your answer',
  hint: 'Your answer becomes an internal note. The customer does not see it.',
  send: 'Send answer',
  settled: 'This question is settled already. What you write here is kept all the same.',
  noScript: 'This page needs JavaScript. You can also simply reply to the e-mail.',
  otherLanguage: 'Deutsch',
  script: {
    sending: 'Sending …',
    done: 'Thank you, your answer has arrived. You can close this page.',
    missing: 'Please write your answer.',
    wrong: 'This link is not valid, or no longer. Please reply to the e-mail.',
    tooMany: 'Too many answers are coming in at once. Please send again in a minute.',
    failed: 'Not sent: the connection is interrupted. Your text stays here.',
  },
  gone: {
    title: 'This link is not valid, or no longer',
    text: 'If you have an e-mail with the question, simply reply to it.',
  },
}
