/** A subject without the marks of answering and forwarding and without our case tag, in lower case. */
export function normalSubject(subject: string): string {
  let line = subject.slice(0, 1_000).normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
  for (let i = 0; i < 20; i++) {
    const shorter = line.replace(prefix, '').replace(caseTag, ' ').replace(/ {2,}/g, ' ').trim()
    if (shorter === line) break
    line = shorter
  }
  return line
}

/** The number in a tag like `[#4711]`, null when the subject has none. */
export function caseNumberIn(subject: string): number | null {
  const found = caseTag.exec(subject.slice(0, 1_000))
  return found ? Number.parseInt(found[1] as string, 10) : null
}

/** The answer to a subject: one `Re: `, whatever stood before it. */
export function replySubject(subject: string): string {
  const line = subject.replace(/\s+/g, ' ').trim()
  return prefix.test(line) && /^(?:re|aw|antw) ?:/i.test(line) ? line : `Re: ${line}`.trim()
}

const caseTag = /\[#(\d{1,10})\]/
/** English, German, Nordic, Dutch, French, Italian, Spanish, Portuguese, Polish, Czech, Turkish, Hungarian, Russian, Chinese */
const prefix =
  /^(?:re|aw|wg|fw|fwd|sv|vs|vl|vb|antw|doorst|tr|réf|rif|ri|r|i|rv|res|enc|odp|pd|předat|ynt|ilt|vá|továbbítás|ответ|на|ha|回复|回覆|答复|转发|轉寄)(?: ?[[(]\d{1,3}[\])])? ?[:：] ?/iu
