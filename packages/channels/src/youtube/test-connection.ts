import { z } from 'zod'
import { type ConnectionTest, ConnectorError } from '../connector.ts'
import { ask } from './api.ts'
import type { YoutubeContext } from './settings.ts'
import { Listed } from './shapes.ts'

type Step = ConnectionTest['steps'][number]
const Channel = z.object({ id: z.string(), snippet: z.object({ title: z.string().catch('') }) })

/** Whether the access is that of the channel; one unit. */
export async function testYoutube(context: YoutubeContext): Promise<ConnectionTest> {
  // A token that was only typed is not tried: trying would use it up.
  if (context.presenceId === '') return { ok: true, steps: [], found: {} }
  try {
    const query = { part: 'snippet', mine: 'true' }
    const { items } = await ask(context, { kind: 'channels.list', query }, Listed(Channel))
    const found = items.find(({ id }) => id === context.settings.channelId)
    const steps: Step[] = [passed('connect'), passed('sign_in')]
    if (!found)
      return {
        ok: false,
        steps: [...steps, failed('address', 'other-account', items[0]?.snippet.title.slice(0, 100) ?? null)],
        found: {},
      }
    return { ok: true, steps: [...steps, passed('read')], found: { title: found.snippet.title.slice(0, 300) } }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    const steps =
      error.kind === 'sign_in' ? [passed('connect'), failed('sign_in', error.code)] : [failed('connect', error.code)]
    return { ok: false, steps, found: {} }
  }
}

const passed = (step: Step['step']): Step => ({ step, ok: true, code: null, detail: null })
const failed = (step: Step['step'], code: string, detail: string | null = null): Step => ({
  step,
  ok: false,
  code,
  detail,
})
