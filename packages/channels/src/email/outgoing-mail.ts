import MailComposer from 'nodemailer/lib/mail-composer'
import type { Outgoing } from '../connector.ts'
import { composeMail } from './compose.ts'
import { replyAddress } from './reply-token.ts'
import type { EmailSettings } from './settings.ts'
import type { Envelope } from './smtp.ts'

/** What goes over the wire. The same outgoing gives the same Message-ID in every attempt. */
export async function outgoingMail(
  settings: EmailSettings,
  outgoing: Outgoing,
): Promise<{ envelope: Envelope; bytes: Buffer }> {
  const replyTo =
    settings.plusAddressing && outgoing.replyToken ? replyAddress(settings.address, outgoing.replyToken) : null
  const composed = composeMail({
    from: { name: outgoing.senderName ?? settings.senderName, address: settings.address },
    to: outgoing.to,
    cc: outgoing.cc,
    subject: outgoing.subject,
    text: outgoing.text,
    messageId: outgoing.clientToken,
    date: new Date(),
    language: outgoing.language,
    attachments: outgoing.attachments,
    loopMark: settings.address.toLowerCase(),
    ...(replyTo ? { replyTo } : {}),
    ...(outgoing.automatic
      ? { automatic: outgoing.inReplyTo ? ('auto-replied' as const) : ('auto-generated' as const) }
      : {}),
  })
  const bytes = await new MailComposer({
    ...composed,
    ...(outgoing.html === null ? {} : { html: outgoing.html }),
    ...(outgoing.inReplyTo ? { inReplyTo: outgoing.inReplyTo } : {}),
    ...(outgoing.references.length > 0 ? { references: outgoing.references } : {}),
    newline: '\r\n',
  })
    .compile()
    .build()
  const to = [...new Set([...outgoing.to, ...outgoing.cc].map(({ address }) => address))]
  return { envelope: { from: settings.address, to }, bytes }
}
