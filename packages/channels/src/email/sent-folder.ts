import type { ImapFlow } from 'imapflow'
import { connectImap, endImap } from './imap-connection.ts'
import type { EmailContext } from './settings.ts'

/** Providers that put every mail sent through them into Sent themselves. */
const savesByItself = (client: ImapFlow) => client.capabilities.has('X-GM-EXT-1')

/**
 * Was a mail with this Message-ID sent? Found in Sent is proof. Its absence proves something only where the provider
 * keeps the copy itself; elsewhere the process may have died between hand-over and copy: 'unknown'.
 */
export async function lookUpSent(context: EmailContext, messageId: string): Promise<'found' | 'absent' | 'unknown'> {
  return withSent(context, async (client, folder) => {
    if (folder === null) return 'unknown'
    if (await holds(client, folder, messageId)) return 'found'
    return savesByItself(client) ? 'absent' : 'unknown'
  })
}

/** Puts our copy into Sent unless it is there already. */
export async function keepInSent(context: EmailContext, messageId: string, mail: Uint8Array): Promise<void> {
  await withSent(context, async (client, folder) => {
    if (folder === null || savesByItself(client) || (await holds(client, folder, messageId))) return
    await client.append(folder, Buffer.from(mail), ['\\Seen'])
  })
}

async function withSent<T>(
  context: EmailContext,
  work: (client: ImapFlow, folder: string | null) => Promise<T>,
): Promise<T> {
  const client = await connectImap(context)
  try {
    return await work(client, await findSent(client, context.settings.sentFolder))
  } finally {
    await endImap(client)
  }
}

async function findSent(client: ImapFlow, named: string | null): Promise<string | null> {
  const folders = await client.list()
  if (named !== null) return folders.find(({ path }) => path === named)?.path ?? null
  return folders.find(({ specialUse }) => specialUse === '\\Sent')?.path ?? null
}

async function holds(client: ImapFlow, folder: string, messageId: string): Promise<boolean> {
  await client.mailboxOpen(folder, { readOnly: true })
  const found = await client.search({ header: { 'message-id': messageId } }, { uid: true })
  // Opened for reading it allows no flags, and the copy put there would lie in Sent unread.
  await client.mailboxClose()
  return Boolean(found && found.length > 0)
}
