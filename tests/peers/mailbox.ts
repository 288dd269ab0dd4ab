import { ImapFlow } from 'imapflow'
import PostalMime, { type Email } from 'postal-mime'

type Mailbox = { host: string; port: number; user: string; pass: string }

/** Read by other people's libraries, not by the parser under test. */
export type ReceivedMail = Email & { uid: number; flags: Set<string>; raw: Buffer }

export async function readMailbox(mailbox: Mailbox, folder = 'INBOX'): Promise<ReceivedMail[]> {
  return within(mailbox, folder, (client) => readAll(client))
}

/** Looks again whenever the server says that something came. */
export async function waitInMailbox(
  mailbox: Mailbox,
  fits: (mail: ReceivedMail) => boolean,
  timeoutMs: number,
): Promise<ReceivedMail> {
  return within(mailbox, 'INBOX', async (client) => {
    const deadline = performance.now() + timeoutMs
    for (;;) {
      const mails = await readAll(client)
      const found = mails.find(fits)
      if (found) return found
      const leftMs = deadline - performance.now()
      if (leftMs <= 0) {
        throw new Error(`No such mail for ${mailbox.user}. There are: ${mails.map((mail) => mail.subject).join(' | ')}`)
      }
      await untilSomethingComes(client, Math.min(leftMs, 2_000))
    }
  })
}

async function within<T>(mailbox: Mailbox, folder: string, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const { host, port, user, pass } = mailbox
  const client = new ImapFlow({ host, port, auth: { user, pass }, tls: { rejectUnauthorized: false }, logger: false })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.mailboxOpen(folder, { readOnly: true })
    return await work(client)
  } finally {
    await client.logout().catch(() => {})
  }
}

async function readAll(client: ImapFlow): Promise<ReceivedMail[]> {
  await client.noop()
  if (!client.mailbox || client.mailbox.exists === 0) return []
  const messages = await client.fetchAll('1:*', { uid: true, flags: true, source: true })
  return Promise.all(
    messages.map(async ({ uid, flags, source = Buffer.alloc(0) }) => {
      return { ...(await PostalMime.parse(source)), uid, flags: flags ?? new Set(), raw: source }
    }),
  )
}

async function untilSomethingComes(client: ImapFlow, timeoutMs: number): Promise<void> {
  const came = Promise.withResolvers<void>()
  const timer = setTimeout(came.resolve, timeoutMs)
  client.once('exists', came.resolve)
  void client.idle()
  await came.promise
  clearTimeout(timer)
  client.off('exists', came.resolve)
}
