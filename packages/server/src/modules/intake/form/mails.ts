type Mail = { subject: string; text: string }

/** Our own fixed words: nothing a visitor wrote stands in a mail that no person has read. */
export function verificationMail(given: { language: 'de' | 'en'; company: string; link: string }): Mail {
  const { company, link } = given
  if (given.language === 'de') {
    return {
      subject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
      text: `Guten Tag,

mit dieser Adresse wurde das Kontaktformular von ${company} ausgefüllt. Wenn Sie das waren, bestätigen Sie Ihre Adresse bitte hier:

${link}

Der Link gilt sieben Tage. Wenn Sie es nicht waren, müssen Sie nichts tun.

${company}`,
    }
  }
  return {
    subject: 'Please confirm your e-mail address',
    text: `Hello,

someone filled in the contact form of ${company} with this address. If that was you, please confirm your address here:

${link}

The link works for seven days. If it was not you, there is nothing to do.

${company}`,
  }
}

export function acknowledgementMail(given: {
  language: 'de' | 'en'
  company: string
  number: number
  answerWithinHours: number
}): Mail {
  const { company, number } = given
  const time = within(given.answerWithinHours, given.language)
  if (given.language === 'de') {
    return {
      subject: `Ihre Nachricht ist angekommen (Nummer ${number})`,
      text: `Guten Tag,

Ihre Adresse ist bestätigt, Ihre Nachricht liegt uns unter der Nummer ${number} vor. Wir antworten in der Regel ${time}.

Möchten Sie etwas ergänzen, antworten Sie einfach auf diese E-Mail.

${company}`,
    }
  }
  return {
    subject: `We have your message (number ${number})`,
    text: `Hello,

your address is confirmed and your message is with us under number ${number}. We usually reply ${time}.

To add something, simply reply to this e-mail.

${company}`,
  }
}

/** "innerhalb von 24 Stunden", "within 3 days". */
export function within(hours: number, language: 'de' | 'en'): string {
  const days = hours / 24
  const inDays = Number.isInteger(days) && days >= 2
  const count = inDays ? days : Math.ceil(hours)
  if (language === 'de') {
    if (inDays) return `innerhalb von ${count} Tagen`
    return count === 1 ? 'innerhalb einer Stunde' : `innerhalb von ${count} Stunden`
  }
  if (inDays) return `within ${count} days`
  return count === 1 ? 'within an hour' : `within ${count} hours`
}
