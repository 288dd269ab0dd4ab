/** What Amazon SES says in JSON by its notification service, when a mailbox subscribed to it; null for other texts. */
export type SesNotice = {
  kind: 'Bounce' | 'Complaint' | 'Delivery'
  recipient: string
  status: string
  diagnostic: string
}

export function readSesNotice(text: string): SesNotice | null {
  const start = text.slice(0, 200).trimStart()
  if (!start.startsWith('{"notificationType"') || text.length > 200_000) return null
  // the notice ends where the footer of the notification service begins
  const footer = text.indexOf('\n--')
  const json =
    parse(footer < 0 ? text : text.slice(0, footer)) ?? parse(text.replace(/\n/g, '').replace(/\}\s*--.*$/, '}'))
  const kind = textOf(json?.notificationType)
  if (kind !== 'Bounce' && kind !== 'Complaint' && kind !== 'Delivery') return null
  const bounce = objectOf(json?.bounce)
  const first = objectOf(Array.isArray(bounce?.bouncedRecipients) ? bounce.bouncedRecipients[0] : undefined)
  return {
    kind,
    recipient: textOf(first?.emailAddress),
    status: textOf(first?.status),
    diagnostic: textOf(first?.diagnosticCode),
  }
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return objectOf(JSON.parse(text)) ?? null
  } catch {
    return null
  }
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 2_000) : ''
}
