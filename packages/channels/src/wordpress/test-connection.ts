import { z } from 'zod'
import { type ConnectionTest, ConnectorError } from '../connector.ts'
import { read, type WordpressContext } from './client.ts'
import { Listed, Me } from './shapes.ts'

type Step = ConnectionTest['steps'][number]

export async function testConnection(context: WordpressContext): Promise<ConnectionTest> {
  const steps: Step[] = []
  const step = (name: Step['step'], code: string | null = null) =>
    steps.push({ step: name, ok: code === null, code, detail: null })
  let at: Step['step'] = 'connect'
  const found: ConnectionTest['found'] = {}
  try {
    // Open to everybody: is there such an API at all?
    await read(context, '/types', z.record(z.string(), z.unknown()))
    step(at)
    at = 'sign_in'
    const me = await read(context, '/users/me', Me)
    if (me.name) found.title = me.name.slice(0, 300)
    step(at)
    at = 'read'
    found.items = (await read(context, '/comments', Listed, { context: 'edit', status: 'all', per_page: '100' })).length
    step(at)
    return { ok: true, steps, found }
  } catch (error) {
    step(at, error instanceof ConnectorError ? error.code : 'unreachable')
    return { ok: false, steps, found }
  }
}
