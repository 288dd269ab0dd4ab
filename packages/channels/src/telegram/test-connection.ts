import { z } from 'zod'
import { type ConnectionTest, ConnectorError } from '../connector.ts'
import { ask } from './api.ts'
import { setHook } from './read.ts'
import type { TelegramContext } from './settings.ts'

type Step = ConnectionTest['steps'][number]
const Me = z.object({ username: z.string(), first_name: z.string().catch('') })

/** Whether the token holds, whether it is the bot that was named, and whether Telegram may push to us. */
export async function testTelegram(context: TelegramContext): Promise<ConnectionTest> {
  const { username, intake } = context.settings
  const steps: Step[] = []
  try {
    const me = await ask(context, { method: 'getMe' }, Me)
    steps.push(passed('connect'), passed('sign_in'))
    if (me.username.toLowerCase() !== username.toLowerCase())
      return {
        ok: false,
        steps: [...steps, failed('address', 'other-account', `@${me.username}`.slice(0, 100))],
        found: {},
      }
    if (intake === 'webhook' && context.settings.hookAddress !== null) await setHook(context)
    steps.push(passed('read'))
    return { ok: true, steps, found: { title: me.first_name.slice(0, 300) } }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    if (steps.length > 0) return { ok: false, steps: [...steps, failed('read', error.code)], found: {} }
    const tried =
      error.kind === 'sign_in' ? [passed('connect'), failed('sign_in', error.code)] : [failed('connect', error.code)]
    return { ok: false, steps: tried, found: {} }
  }
}

const passed = (step: Step['step']): Step => ({ step, ok: true, code: null, detail: null })
const failed = (step: Step['step'], code: string, detail: string | null = null): Step => ({
  step,
  ok: false,
  code,
  detail,
})
