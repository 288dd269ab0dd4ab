import type { Language } from '@resonanz/contracts'

const maxLines = 400

/** The customer's mail below ours, as mail programs do it: one line says who and when, each line marked. */
export function formatForQuote(before: { author_name: string; at: Date; text: string }, language: Language): string {
  const when = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Berlin',
  }).format(before.at)
  const name = before.author_name.replace(/[\r\n]+/g, ' ')
  const intro = language === 'de' ? `Am ${when} schrieb ${name}:` : `On ${when}, ${name} wrote:`
  const lines = before.text.split(/\r?\n/).slice(0, maxLines)
  return `\n\n${intro}\n${lines.map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`)).join('\n')}\n`
}
