import type { Language } from '@resonanz/contracts'

export type TranscriptLine = { id: string; isOurs: boolean; name: string; text: string; isOpen: boolean }

const words = {
  de: {
    subject: (company: string) => `Ihr Chat mit ${company}`,
    hello: 'Guten Tag,',
    answers: 'Sie haben uns im Chat geschrieben. Das haben wir Ihnen geantwortet:',
    none: 'Sie haben uns im Chat geschrieben. Unsere Antwort schicken wir Ihnen an diese Adresse.',
    goOn: 'Möchten Sie etwas ergänzen, antworten Sie einfach auf diese E-Mail. Sie müssen nichts wiederholen.',
    notYou: 'Wenn Sie das nicht waren, müssen Sie nichts tun.',
    you: 'Sie',
  },
  en: {
    subject: (company: string) => `Your chat with ${company}`,
    hello: 'Hello,',
    answers: 'you wrote to us in the chat. This is what we answered:',
    none: 'you wrote to us in the chat. We send our answer to this address.',
    goOn: 'To add something, simply reply to this e-mail. There is no need to repeat anything.',
    notYou: 'If that was not you, there is nothing to do.',
    you: 'You',
  },
} as const

/** The conversation goes on by mail. */
export function carriedMail(given: {
  language: Language
  company: string
  lines: readonly TranscriptLine[]
  hasAnswers: boolean
}): { subject: string; text: string } {
  const { company, lines, hasAnswers } = given
  const w = words[given.language]
  const said = lines.map(({ isOurs, name, text }) => `${isOurs ? name || company : w.you}:\n${text}`)
  return {
    subject: w.subject(company),
    text: [w.hello, hasAnswers ? w.answers : w.none, ...said, w.goOn, w.notYou, company].join('\n\n'),
  }
}
