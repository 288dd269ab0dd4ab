import { type ConnectionTest, ConnectorError } from '../connector.ts'
import { whoAreWe } from './read.ts'
import type { XContext } from './settings.ts'

type Step = ConnectionTest['steps'][number]

/** Who the token belongs to. */
export async function testX(context: XContext): Promise<ConnectionTest> {
  // A token that was only typed is not tried: trying would use it up.
  if (context.presenceId === '') return { ok: true, steps: [], found: {} }
  try {
    const { username } = await whoAreWe(context)
    const isOurs = username.toLowerCase() === context.settings.username.toLowerCase()
    const address: Step = {
      step: 'address',
      ok: isOurs,
      code: isOurs ? null : 'other-account',
      detail: isOurs ? null : `@${username}`.slice(0, 60),
    }
    return {
      ok: isOurs,
      steps: [passed('connect'), passed('sign_in'), address],
      found: { title: `@${username}`.slice(0, 60) },
    }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    const failed = (step: Step['step']): Step => ({ step, ok: false, code: error.code, detail: null })
    return {
      ok: false,
      steps: error.kind === 'sign_in' ? [passed('connect'), failed('sign_in')] : [failed('connect')],
      found: {},
    }
  }
}

const passed = (step: Step['step']): Step => ({ step, ok: true, code: null, detail: null })
