import { type ConnectionTest, ConnectorError } from '../connector.ts'
import { type MastodonContext, read } from './client.ts'
import { instanceOf } from './session.ts'
import { Account, Listed } from './shapes.ts'
import { fullName } from './status-event.ts'
import { homeOf } from './status-items.ts'

type Step = ConnectionTest['steps'][number]

export async function testConnection(context: MastodonContext): Promise<ConnectionTest> {
  const steps: Step[] = []
  const step = (name: Step['step'], code: string | null = null) =>
    steps.push({ step: name, ok: code === null, code, detail: null })
  let at: Step['step'] = 'connect'
  const found: ConnectionTest['found'] = {}
  try {
    const instance = await instanceOf(context)
    if (!instance) throw new ConnectorError('permanent', 'not-mastodon')
    if (instance.title) found.title = instance.title.slice(0, 300)
    step(at)
    at = 'sign_in'
    const me = await read(context, '/api/v1/accounts/verify_credentials', Account)
    if (fullName(me.acct, homeOf(context)) !== context.settings.account) {
      throw new ConnectorError('sign_in', 'other-account')
    }
    step(at)
    at = 'read'
    const value = await read(context, '/api/v1/notifications', Listed, { limit: '40' })
    found.items = value.length
    step(at)
    return { ok: true, steps, found }
  } catch (error) {
    step(at, error instanceof ConnectorError ? error.code : 'unreachable')
    return { ok: false, steps, found }
  }
}
