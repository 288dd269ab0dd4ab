import type { ConnectionTest, ConnectorError } from '../connector.ts'
import { EgressError } from '../kit/egress-error.ts'
import { connectImap, endImap, imapError } from './imap-connection.ts'
import type { EmailContext } from './settings.ts'
import { endSmtp } from './smtp.ts'
import { connectSmtp } from './smtp-connection.ts'

type Step = ConnectionTest['steps'][number]

/** Address, contact, sign-in and reading of the mailbox, then sign-in of the sending server; stops where it fails. */
export async function testMailbox(context: EmailContext): Promise<ConnectionTest> {
  const steps: Step[] = []
  const found: ConnectionTest['found'] = {}
  const { imap, smtp } = context.settings
  for (const { host, port } of [imap, smtp]) {
    const code = await addressCode(context, host, port)
    if (code !== null) return { ok: false, steps: [...steps, failed('address', code, host)], found }
  }
  steps.push(passed('address'))
  try {
    const client = await connectImap(context)
    steps.push(passed('connect'), passed('sign_in'))
    try {
      const folders = await client.list()
      found.folders = folders.map(({ path }) => path).slice(0, 200)
      const missing = imap.folders.find((name) => !folders.some(({ path }) => path === name))
      if (missing !== undefined)
        return { ok: false, steps: [...steps, failed('read', 'folder-missing', missing)], found }
      found.items = (await client.mailboxOpen(imap.folders[0]!, { readOnly: true })).exists
      steps.push(passed('read'))
    } catch (error) {
      return { ok: false, steps: [...steps, failed('read', imapError(error).code)], found }
    } finally {
      await endImap(client)
    }
  } catch (error) {
    return { ok: false, steps: [...steps, ...connectFailure(error as ConnectorError)], found }
  }
  try {
    endSmtp(await connectSmtp(context))
    steps.push(passed('send'))
  } catch (error) {
    return { ok: false, steps: [...steps, failed('send', (error as ConnectorError).code)], found }
  }
  return { ok: true, steps, found }
}

async function addressCode(context: EmailContext, host: string, port: number): Promise<string | null> {
  try {
    await context.egress.resolveForConnect(host, port)
    return null
  } catch (error) {
    return error instanceof EgressError ? error.code : 'unreachable'
  }
}

function connectFailure(error: ConnectorError): Step[] {
  if (error.kind === 'sign_in' || error.code === 'token-server-down') {
    return [passed('connect'), failed('sign_in', error.code)]
  }
  return [failed('connect', error.code)]
}

const passed = (step: Step['step']): Step => ({ step, ok: true, code: null, detail: null })
const failed = (step: Step['step'], code: string, detail: string | null = null): Step => ({
  step,
  ok: false,
  code,
  detail,
})
