import type { ImapFlow, MailboxObject } from 'imapflow'
import { ConnectorError, type Cursor, type FetchResult, type RawItem, type Session } from '../connector.ts'
import { connectImap, endImap, imapError } from './imap-connection.ts'
import { type FolderState, type MailboxCursor, mailKey, readCursor, splitMailKey } from './mailbox-cursor.ts'
import type { EmailContext } from './settings.ts'
import { takeMails } from './take-mails.ts'

const day = 86_400_000
const pollMs = 60_000
const idleMs = 5 * 60_000

/**
 * Reads the folders of a mailbox by UIDVALIDITY and UID, never by date or flag, and never changes anything there
 * (EXAMINE). One call gives one batch; the cursor moves only over mails that were handed out or are gone.
 */
export async function openMailbox(context: EmailContext): Promise<Session> {
  const client = await connectImap(context)
  const { backfillDays } = context.settings
  const { folders } = context.settings.imap
  /** UIDs still to fetch per folder and UIDVALIDITY, so a long backlog is listed once. */
  const waiting = new Map<string, { uidValidity: string; uids: number[] }>()
  let seenUidNext = 0
  let news = false
  client.on('exists', () => {
    news = true
  })

  return {
    async fetch(given) {
      news = false
      const cursor = readCursor(given)
      cursor.since ??= new Date(Date.now() - backfillDays * day).toISOString()
      let missing: string | null = null
      try {
        for (const folder of folders) {
          const batch = await nextOfFolder(folder, cursor)
          if (batch === 'missing') missing ??= folder
          else if (batch) return batch
        }
      } catch (error) {
        throw imapError(error)
      }
      if (missing !== null) throw new ConnectorError('permanent', 'folder-missing', { detail: missing })
      return { items: [], cursor, more: false, nextAfterMs: folders.length > 1 ? pollMs : idleMs }
    },

    async wait(ms, signal) {
      try {
        if (!client.usable) return 'closed'
        // Mail that came while another folder was open shows in UIDNEXT only.
        const box = await client.mailboxOpen(folders[0]!, { readOnly: true })
        if (news || (seenUidNext > 0 && box.uidNext > seenUidNext)) return 'news'
        return await idle(client, Math.min(ms, idleMs), signal)
      } catch {
        return 'closed'
      }
    },

    async keys(given) {
      const keys: string[] = []
      const cursor = readCursor(given)
      for (const [folder, state] of Object.entries(cursor.folders)) {
        if (!folders.includes(folder) || state.next <= state.first) continue
        const box = await openFolder(client, folder)
        if (!box || String(box.uidValidity) !== state.uidValidity) continue
        const range = { uid: `${state.first}:${state.next - 1}` }
        // After a rescan the older mails in the range were left out on purpose.
        const since = cursor.since === null ? null : new Date(Date.parse(cursor.since) - day)
        const uids = await listUids(client, state.rescanned && since ? { ...range, since } : range)
        for (const uid of uids) {
          if (uid >= state.first && uid < state.next) keys.push(mailKey(folder, state.uidValidity, uid))
        }
      }
      return keys
    },

    async take(keys) {
      const items: RawItem[] = []
      const wanted = Map.groupBy(
        keys.map(splitMailKey).filter((key) => key !== null),
        ({ folder }) => folder,
      )
      for (const [folder, list] of wanted) {
        const box = await openFolder(client, folder)
        const uidValidity = String(box?.uidValidity ?? '')
        const uids = list.filter((key) => key.uidValidity === uidValidity).map(({ uid }) => uid)
        while (uids.length > 0) {
          const { mails, done } = await takeMails(client, uids)
          items.push(...mails.map((mail) => mail.item(folder, uidValidity, {})))
          uids.splice(0, done)
        }
      }
      return items
    },

    close: () => endImap(client),
  }

  async function nextOfFolder(folder: string, cursor: MailboxCursor): Promise<FetchResult | 'missing' | null> {
    const box = await openFolder(client, folder)
    if (!box) return 'missing'
    if (folder === folders[0]) seenUidNext = box.uidNext
    const uidValidity = String(box.uidValidity)
    const known = cursor.folders[folder]
    const rescan = known !== undefined && known.uidValidity !== uidValidity
    const state = known && !rescan ? known : await startFolder(client, box, cursor, known, backfillDays)
    cursor.folders[folder] = state
    const list = await listWaiting(folder, state)
    if (list.length === 0) return known && !rescan ? null : settled(cursor)
    const { mails, done } = await takeMails(client, list, (mail) => isOurs(mail, state, cursor))
    const last = list[done - 1]!
    list.splice(0, done)
    state.next = Math.max(state.next, last + 1)
    const items = mails.map((mail) => mail.item(folder, uidValidity, { imported: mail.uid < state.importedBelow }))
    return { items, cursor, more: true, nextAfterMs: null }
  }

  /** A folder seen for the first time, or anew, is written down even when nothing lies in it. */
  function settled(cursor: MailboxCursor): FetchResult {
    return { items: [], cursor: cursor as unknown as Cursor, more: true, nextAfterMs: null }
  }

  async function listWaiting(folder: string, state: FolderState): Promise<number[]> {
    const kept = waiting.get(folder)
    if (kept && kept.uidValidity === state.uidValidity && kept.uids.length > 0 && kept.uids[0]! >= state.next) {
      return kept.uids
    }
    // `n:*` always names the last mail, also when its UID is smaller.
    const uids = (await listUids(client, { uid: `${state.next}:*` })).filter((uid) => uid >= state.next)
    waiting.set(folder, { uidValidity: state.uidValidity, uids })
    return uids
  }
}

/** First contact begins at the end (or so many days back); a changed UIDVALIDITY begins at the start. */
async function startFolder(
  client: ImapFlow,
  box: MailboxObject,
  cursor: MailboxCursor,
  known: FolderState | undefined,
  backfillDays: number,
): Promise<FolderState> {
  const uidValidity = String(box.uidValidity)
  if (known) return { uidValidity, next: 1, first: 1, importedBelow: 1, rescanned: true }
  const end = Math.max(1, box.uidNext)
  if (backfillDays === 0) return { uidValidity, next: end, first: end, importedBelow: end, rescanned: false }
  const older = await listUids(client, { since: new Date(cursor.since!) })
  const start = Math.min(end, ...older)
  return { uidValidity, next: start, first: start, importedBelow: end, rescanned: false }
}

/**
 * When a folder had to be read again from its start, what lay there before we were connected stays out: a mail counts
 * as ours when the server's or its own date is later (a day to spare for clocks). All others count by UID alone.
 */
function isOurs(
  mail: { date: Date | null; received: Date | null },
  state: FolderState,
  cursor: MailboxCursor,
): boolean {
  if (!state.rescanned || cursor.since === null) return true
  const since = Date.parse(cursor.since) - day
  const dates = [mail.date, mail.received].filter((date) => date !== null)
  return dates.length === 0 || dates.some((date) => date.getTime() >= since)
}

async function openFolder(client: ImapFlow, folder: string): Promise<MailboxObject | null> {
  if (client.mailbox && client.mailbox.path === folder) {
    await client.noop()
    if (client.mailbox) return refreshed(client, client.mailbox)
  }
  try {
    return await client.mailboxOpen(folder, { readOnly: true })
  } catch (error) {
    // A refusal may have many causes; only a folder that is not in the list is missing.
    if ((error as { responseStatus?: string }).responseStatus === 'NO') {
      if (!(await client.list()).some(({ path }) => path === folder)) return null
    }
    throw error
  }
}

/** UIDVALIDITY may change under an open folder; only opening it anew tells. */
async function refreshed(client: ImapFlow, box: MailboxObject): Promise<MailboxObject> {
  const status = await client.status(box.path, { uidNext: true, uidValidity: true })
  if (!status || status.uidValidity === undefined || status.uidValidity !== box.uidValidity) {
    await client.mailboxClose()
    return client.mailboxOpen(box.path, { readOnly: true })
  }
  return { ...box, uidNext: status.uidNext ?? box.uidNext }
}

async function listUids(client: ImapFlow, query: Parameters<ImapFlow['search']>[0]): Promise<number[]> {
  const found = await client.search(query, { uid: true })
  if (!found) throw new ConnectorError('transient', 'refused-by-server')
  return found.toSorted((a, b) => a - b)
}

async function idle(client: ImapFlow, ms: number, signal: AbortSignal): Promise<'news' | 'time' | 'closed'> {
  if (signal.aborted) return 'closed'
  const { promise, resolve } = Promise.withResolvers<'news' | 'time' | 'closed'>()
  const came = () => resolve('news')
  const gone = () => resolve('closed')
  const timer = setTimeout(() => resolve('time'), ms)
  client.on('exists', came)
  client.on('close', gone)
  signal.addEventListener('abort', gone)
  // Ended by the next command; a server without IDLE is asked by NOOP meanwhile.
  client.idle().catch(gone)
  const outcome = await promise
  clearTimeout(timer)
  client.off('exists', came)
  client.off('close', gone)
  signal.removeEventListener('abort', gone)
  return outcome
}
