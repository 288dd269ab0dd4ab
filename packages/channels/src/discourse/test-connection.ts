import { z } from 'zod'
import { type ConnectionTest, ConnectorError } from '../connector.ts'
import { type DiscourseContext, read } from './client.ts'
import { Latest } from './shapes.ts'

type Step = ConnectionTest['steps'][number]

export async function testConnection(context: DiscourseContext): Promise<ConnectionTest> {
  const steps: Step[] = []
  const step = (name: Step['step'], code: string | null = null) =>
    steps.push({ step: name, ok: code === null, code, detail: null })
  let at: Step['step'] = 'connect'
  const found: ConnectionTest['found'] = {}
  try {
    const about = await read(context, '/site/basic-info.json', z.object({ title: z.string() }))
    found.title = about.title.slice(0, 300)
    step(at)
    at = 'sign_in'
    const name = encodeURIComponent(context.settings.username)
    await read(context, `/u/${name}.json`, z.object({ user: z.object({ username: z.string() }) }))
    step(at)
    at = 'read'
    found.items = (await read(context, '/posts.json', Latest)).latest_posts.length
    step(at)
    return { ok: true, steps, found }
  } catch (error) {
    step(at, error instanceof ConnectorError ? error.code : 'unreachable')
    return { ok: false, steps, found }
  }
}
