import { z } from 'zod'
import { ConnectorError, type RawItem } from '../connector.ts'
import { ask } from './api.ts'
import type { TelegramContext } from './settings.ts'

const Pressed = z.object({ callback_query: z.object({ id: z.string().max(100) }) })
/** Telegram forgets them within a minute: beyond this many nobody waits any more. */
const atOnce = 50

/**
 * A button stays busy on the person's screen until it is answered. Nothing hangs on it: one that is too old, or answered
 * before, is refused and left.
 */
export async function answerPresses(context: TelegramContext, items: readonly RawItem[]): Promise<void> {
  for (const id of items.flatMap(pressIn).slice(0, atOnce)) {
    try {
      await ask(context, { method: 'answerCallbackQuery', fields: { callback_query_id: id } }, z.unknown())
    } catch (error) {
      // Refused is old; anything else would befall the others too.
      if (!(error instanceof ConnectorError) || error.code !== 'refused') return
    }
  }
}

function pressIn({ raw }: RawItem): string[] {
  const text = Buffer.from(raw).toString('utf8')
  if (!text.includes('"callback_query"')) return []
  try {
    const pressed = Pressed.safeParse(JSON.parse(text)).data
    return pressed ? [pressed.callback_query.id] : []
  } catch {
    return []
  }
}
