import type { Language, PageWords, PrivatePage } from '@resonanz/contracts'

type Page = { kind: PrivatePage['kind']; language: Language; code: string }

/** Words to lay into an answer. The public ones say that we wrote, never what about. */
export function pageWords({ kind, language, code }: Page, link: string, company: string): PageWords {
  const isGerman = language === 'de'
  if (kind === 'status') {
    const words = isGerman
      ? `Wie weit Ihr Anliegen ist, sehen Sie jederzeit hier: ${link} Dort können Sie auch etwas ergänzen.`
      : `You can see at any time how far your concern is: ${link} There you can also add something.`
    return { public: words, publicWithLink: words, private: words }
  }
  return isGerman
    ? {
        public: 'Zum Schutz Ihrer Daten haben wir Ihnen privat geschrieben. Bitte sehen Sie in Ihre Nachrichten.',
        publicWithLink: `Zum Schutz Ihrer Daten geht es hier privat weiter: ${link} Dass wir es wirklich sind, prüfen Sie mit dem Code ${code}.`,
        private: `Damit niemand mitliest, haben wir eine Seite eingerichtet, die nur Sie öffnen können: ${link}\n\nAuf der Seite steht der Code ${code}. Daran erkennen Sie, dass sie wirklich von ${company} ist.`,
      }
    : {
        public: 'To protect your data we have written to you privately. Please look into your messages.',
        publicWithLink: `To protect your data, let us continue privately: ${link} You can check that it is really us with the code ${code}.`,
        private: `So that nobody else reads along, we have set up a page that only you can open: ${link}\n\nThe page shows the code ${code}. That way you know that it is really from ${company}.`,
      }
}

type Mail = { subject: string; text: string }

export function linkMail(
  language: Language,
  { link, code, company, checkAddress }: { link: string; code: string; company: string; checkAddress: string },
): Mail {
  if (language === 'en')
    return {
      subject: `Your private page at ${company}`,
      text: `Hello,\n\nto take care of your concern we need a few details that nobody else should read. Only you can open this page, and only in the browser in which you open it first:\n\n${link}\n\nThe page shows the code ${code}. Whether it is really ours you can check at ${checkAddress}\n\n${company}`,
    }
  return {
    subject: `Ihre private Seite bei ${company}`,
    text: `Guten Tag,\n\nfür Ihr Anliegen brauchen wir einige Angaben, die niemand sonst lesen soll. Diese Seite können nur Sie öffnen, und nur in dem Browser, in dem Sie sie zuerst öffnen:\n\n${link}\n\nAuf der Seite steht der Code ${code}. Ob sie wirklich von uns ist, prüfen Sie unter ${checkAddress}\n\n${company}`,
  }
}

export function newsMail(
  language: Language,
  { link, code, company }: { link: string; code: string; company: string },
): Mail {
  if (language === 'en')
    return {
      subject: `${company} has answered you`,
      text: `Hello,\n\nan answer for you stands on your page (code ${code}). Please open it in the same browser as before:\n\n${link}\n\n${company}`,
    }
  return {
    subject: `${company} hat Ihnen geantwortet`,
    text: `Guten Tag,\n\nauf Ihrer Seite (Code ${code}) steht eine Antwort für Sie. Bitte öffnen Sie sie im selben Browser wie zuvor:\n\n${link}\n\n${company}`,
  }
}

/** How an answer stands in the message of the case. */
export function answerLine(language: Language, label: string, value: string | null): string {
  const given = language === 'de' ? 'angegeben (verdeckt)' : 'given (masked)'
  return `${label}: ${value ?? given}`
}
export const presenceName = { de: 'Private Seiten', en: 'Private pages' }
export const threadName = {
  questions: { de: 'Private Seite', en: 'Private page' },
  status: { de: 'Mein Anliegen', en: 'My concern' },
}
