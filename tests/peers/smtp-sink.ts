import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

export type SunkMail = {
  messageId: string
  from: string
  to: string[]
  raw: string
  /** Whether the client was told so; a mail taken without an answer is what makes sending `unclear`. */
  answer: SinkAnswer
}

/**
 * What a message gets after its DATA: taken, refused for now, refused for good, the connection cut after it was taken
 * (the sender cannot know), or cut without taking it.
 */
export type SinkAnswer = 'accept' | 'later' | 'never' | 'take-and-drop' | 'drop'

export type SmtpSink = {
  port: number
  /** Every DATA that arrived, also refused ones, in order. */
  mails: SunkMail[]
  /** What lies in the recipient's mailbox, by Message-ID with its number: more than 1 is a doubled mail. */
  delivered(): Map<string, number>
  /** The answer to each message from now on. */
  answerWith(answer: SinkAnswer | ((messageId: string) => SinkAnswer)): void
  stop(): Promise<void>
}

/** A mail server of npm's smtp-server that takes everything without sign-in or TLS, and writes down what it saw. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const mails: SunkMail[] = []
  let choose: (messageId: string) => SinkAnswer = () => 'accept'
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username }),
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const mail = record(Buffer.concat(chunks).toString('latin1'), session)
        mails.push(mail)
        if (mail.answer === 'accept') return callback()
        if (mail.answer === 'later') return callback(smtpError(451, 'Try again later'))
        if (mail.answer === 'never') return callback(smtpError(554, 'Not wanted'))
        connectionOf(session)?.close()
      })
    },
  })

  function record(raw: string, session: SMTPServerSession): SunkMail {
    const messageId = /^message-id:\s*(<[^>\r\n]*>)/im.exec(raw)?.[1] ?? ''
    const from = session.envelope.mailFrom
    return {
      messageId,
      from: from ? from.address : '',
      to: session.envelope.rcptTo.map((recipient) => recipient.address),
      raw,
      answer: choose(messageId),
    }
  }

  /** smtp-server gives no way to hang up from within a handler. */
  function connectionOf(session: SMTPServerSession): { close(): void } | undefined {
    const connections = (server as unknown as { connections: Set<{ id: string; close(): void }> }).connections
    return [...connections].find((connection) => connection.id === session.id)
  }

  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    delivered() {
      const counts = new Map<string, number>()
      for (const { messageId, answer } of mails) {
        if (answer === 'accept' || answer === 'take-and-drop') counts.set(messageId, (counts.get(messageId) ?? 0) + 1)
      }
      return counts
    },
    answerWith(answer) {
      choose = typeof answer === 'function' ? answer : () => answer
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

const smtpError = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode })
