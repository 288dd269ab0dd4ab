import { setTimeout as sleep } from 'node:timers/promises'
import { egressOf } from '#presences'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { type Loop, startLoop } from '#platform/loop'
import { sendMail } from '../send-mail.ts'
import { type ChatConnection, ChatFault, type ChatMessage, connectChat } from './connection.ts'
import * as store from './store.ts'
import { takeChatAnswer } from './take-chat-answer.ts'

const atOnce = 50
const job = { kind: 'job', id: 'company-chat' } as const

/** One account that this process is signed in to. */
type Held = { mark: string; connection: ChatConnection; isClosed: boolean; taking: Promise<void> }

/** Holds the company's chat: says what is to be said, hears answers, and gives to the mail what the chat does not take. */
export function startCompanyChat(deps: Deps, idleMs = 1_000): Loop {
  const by = deps.newId()
  const log = deps.log.child({ part: 'company-chat' })
  const held = new Map<string, Held>()

  async function hold(account: store.AccountRow): Promise<void> {
    const { workspace_id: id } = account
    const mark = JSON.stringify([
      account.host,
      account.port,
      account.domain,
      account.username,
      account.secrets.toString('base64'),
    ])
    const known = held.get(id)
    if (known && known.mark === mark && !known.isClosed) return
    await known?.connection.close()
    held.delete(id)
    try {
      held.set(id, await signIn(account, mark))
      await store.noteConnected(deps.db.system, id)
    } catch (error) {
      const code = error instanceof ChatFault ? error.code : 'unreachable'
      await store.noteFault(deps.db.system, id, code, Math.min(300_000, 2_000 * 2 ** account.failures))
    }
  }

  async function signIn(account: store.AccountRow, mark: string): Promise<Held> {
    const { workspace_id: id } = account
    const { password } = deps.seal.open<{ password: string }>(account.secrets, 'company-chat')
    const one: Held = { mark, connection: null as never, isClosed: false, taking: Promise.resolve() }
    // One after the other: the place in the archive only moves on.
    const take = (message: ChatMessage) => {
      one.taking = one.taking.then(async () => {
        if (one.isClosed) return
        try {
          const reply = await takeChatAnswer(deps, id, message)
          if (reply !== null) await one.connection.say({ id: deps.newId(), to: message.from, text: reply })
        } catch (error) {
          // It is fetched from the archive again once we are back.
          log.warn({ err: error, workspaceId: id }, 'an answer in the chat was not taken')
          one.isClosed = true
        }
      })
    }
    const early: ChatMessage[] = []
    let isReady = false
    one.connection = await connectChat(
      { ...account, password },
      {
        egress: egressOf(deps),
        relaxed: deps.config.mailSecurityRelaxed,
        onMessage: (message) => (isReady ? take(message) : early.push(message)),
        onRefused: (refused) => {
          store
            .noteRefused(deps.db.system, id, refused)
            .catch((error: Error) => log.warn({ err: error }, 'refusal not noted'))
        },
        onClosed: () => {
          one.isClosed = true
        },
      },
    )
    // What came while nobody listened, before what comes now. A server may keep none.
    const kept = await one.connection.archive(account.archive_id).catch(() => null)
    if (kept && account.archive_id !== null) await store.settleSayings(deps.db.system, id, kept.said)
    for (const message of kept?.messages ?? []) take(message)
    if (kept?.last && kept.messages.length === 0) await store.noteArchive(deps.db.system, id, kept.last)
    isReady = true
    for (const message of early) take(message)
    return one
  }

  const loop = startLoop({
    name: 'company-chat',
    log,
    idleMs,
    async turn() {
      const accounts = await store.holdAccounts(deps.db.system, by)
      const ids = new Set(accounts.map(({ workspace_id: id }) => id))
      for (const [id, { connection }] of held) {
        if (ids.has(id)) continue
        held.delete(id)
        await connection.close()
      }
      await Promise.all(accounts.map(hold))
      await Promise.all([...held].map(([id, one]) => say(deps, id, one)))
      for (let count = 0; count < atOnce && (await passToMail(deps)); count += 1);
      return false
    },
  })
  return {
    wake: loop.wake,
    async stop() {
      await loop.stop()
      await Promise.all([...held.values()].map(({ connection, taking }) => taking.then(() => connection.close())))
      await store.releaseAccounts(deps.db.system, by).catch(() => {})
      // The library ends its timers a moment after the stream.
      await sleep(0)
    },
  }
}

async function say(deps: Deps, workspaceId: string, one: Held): Promise<void> {
  for (let count = 0; count < atOnce && !one.isClosed; count += 1) {
    const saying = await store.beginSaying(deps.db.system, workspaceId)
    if (!saying) return
    try {
      await one.connection.say({ id: saying.id, to: saying.address, text: saying.text, thread: saying.request_id })
      await store.noteSaid(deps.db.system, saying.id)
    } catch {
      // Nobody knows whether it arrived: the archive says it once we are back, else it is told as unclear.
      one.isClosed = true
    }
  }
}

/** What the chat did not take goes by mail, once; of what nobody knows, the asker is told. Says whether there was one. */
export async function passToMail(deps: Deps): Promise<boolean> {
  return inTransaction(deps.db.system, async (tx) => {
    const left = await store.claimLeftOver(tx)
    if (!left) return false
    const isUnclear = left.state === 'sending'
    const sent =
      left.is_settled || isUnclear ? null : await sendMail(tx, deps, left.workspace_id, left.request_id, left.what)
    await store.settleLeftOver(tx, left.id, sent === 'queued' ? 'mailed' : 'unclear')
    if (left.is_settled || sent === 'queued') return true
    await append(tx, [
      {
        workspaceId: left.workspace_id,
        subject: { kind: 'case', id: left.case_id },
        actor: job,
        kind: 'consultation.undelivered',
        data: { consultationId: left.consultation_id, because: isUnclear ? 'unclear' : 'failed', to: left.asked_by },
      },
    ])
    return true
  })
}
