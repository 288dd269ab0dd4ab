import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { ConnectorError, type Cursor, type FetchResult, type RawItem, type Session } from '../connector.ts'
import { ask } from './api.ts'
import { hookSecretOf, type TelegramContext, updatesRead } from './settings.ts'

const atOnce = 100
const longestWaitSeconds = 50
const leastPauseMs = 1_000
const lookAtHookEveryMs = 10 * 60_000

const Updates = z.array(z.looseObject({ update_id: z.number().int() }))
const Hook = z.object({
  url: z.string().catch(''),
  pending_update_count: z.number().catch(0),
  last_error_date: z.number().optional().catch(undefined),
  last_error_message: z.string().optional().catch(undefined),
})

/** Telegram gives to one reader: by asking, or by pushing to an address. Which it is, is set here. */
export async function openTelegram(context: TelegramContext): Promise<Session> {
  if (context.settings.intake === 'webhook') return { fetch: () => keepHook(context), close: async () => {} }
  // Asking is refused while an address is set. What waits at Telegram stays there: it is asked for next.
  await ask(context, { method: 'deleteWebhook', fields: { drop_pending_updates: false } }, z.unknown())
  let offset = 0
  return {
    async fetch(cursor) {
      offset = offsetOf(cursor)
      // Asking beyond an update is what confirms it: only what was stored with the cursor is.
      const updates = await getUpdates(context, { offset, limit: atOnce, timeout: 0 })
      // After a quiet week Telegram counts on from any number, a smaller one too: what came last says where it stands.
      if (updates.length > 0) offset = Math.max(...updates.map(({ update_id }) => update_id)) + 1
      return {
        items: updates.map(itemOf),
        cursor: { offset },
        more: updates.length === atOnce,
        nextAfterMs: null,
      }
    },
    async wait(ms, signal) {
      const timeout = Math.min(longestWaitSeconds, Math.floor(ms / 1000))
      const calm = sleep(leastPauseMs, undefined, { signal })
      calm.catch(() => {})
      try {
        const updates = await getUpdates({ ...context, signal }, { offset, limit: 1, timeout })
        if (updates.length > 0) return 'news'
        // A server that does not wait is not asked without pause.
        await calm
        return 'time'
      } catch (error) {
        if (signal.aborted) return 'time'
        if (error instanceof ConnectorError && error.kind === 'transient' && error.retryAfterMs === null)
          return 'closed'
        throw error
      }
    },
    close: async () => {},
  }
}

/** An update as it came; its number is the same for ever. */
function itemOf(update: { update_id: number }): RawItem {
  return {
    sourceKey: String(update.update_id),
    contentType: 'application/json',
    source: {},
    raw: Buffer.from(JSON.stringify(update)),
  }
}

/** Pushed to us: says whether Telegram reaches us, and puts the address right when it is another. */
async function keepHook(context: TelegramContext): Promise<FetchResult> {
  const hook = await ask(context, { method: 'getWebhookInfo' }, Hook)
  if (hook.url !== context.settings.hookAddress) await setHook(context)
  else if (hook.pending_update_count > 0 && hook.last_error_date !== undefined)
    throw new ConnectorError('transient', 'hook-not-reached', { detail: hook.last_error_message?.slice(0, 200) ?? '' })
  return { items: [], cursor: {}, more: false, nextAfterMs: lookAtHookEveryMs }
}

export async function setHook(context: TelegramContext): Promise<void> {
  const { hookAddress } = context.settings
  const secret = hookSecretOf(context.secrets)
  if (hookAddress === null) throw new ConnectorError('permanent', 'hook-address-missing')
  if (secret === null) throw new ConnectorError('sign_in', 'token-missing')
  const fields = { url: hookAddress, secret_token: secret, allowed_updates: updatesRead, drop_pending_updates: false }
  await ask(context, { method: 'setWebhook', fields }, z.literal(true))
}

function getUpdates(context: TelegramContext, given: { offset: number; limit: number; timeout: number }) {
  const fields = { ...given, allowed_updates: updatesRead }
  const timeoutMs = given.timeout * 1000 + 20_000
  return ask(context, { method: 'getUpdates', fields, timeoutMs, maxBytes: 20 * 1024 * 1024 }, Updates)
}

function offsetOf({ offset }: Cursor): number {
  return typeof offset === 'number' && Number.isSafeInteger(offset) ? offset : 0
}
