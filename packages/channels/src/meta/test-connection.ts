import { z } from 'zod'
import { type ConnectionTest, ConnectorError } from '../connector.ts'
import { readGraph, segment } from './graph.ts'
import { idOf } from './json.ts'
import type { FacebookSettings, InstagramSettings, MetaContext, WhatsAppSettings } from './settings.ts'
import { tokenEnd } from './token.ts'

type Step = ConnectionTest['steps'][number]
type Question = {
  /** Whose account it is: its id in the path, its name in the answer. */
  id: string
  fields: string
  name(answer: Record<string, unknown>): string
  /** How the network sees the account, in its own words; '' where it says nothing. */
  standing?(answer: Record<string, unknown>): string
  /** Rights the token must bring. */
  scopes: string[]
}

export const testFacebook = (context: MetaContext<FacebookSettings>) =>
  testAccount(context, {
    id: context.settings.pageId,
    fields: 'id,name',
    name: ({ name }) => idOf(name),
    scopes: ['pages_read_engagement', 'pages_manage_engagement', 'pages_messaging', 'pages_manage_metadata'],
  })
export const testInstagram = (context: MetaContext<InstagramSettings>) =>
  testAccount(context, {
    id: context.settings.accountId,
    fields: 'id,username',
    name: ({ username }) => (idOf(username) ? `@${idOf(username)}` : ''),
    scopes: [],
  })
export const testWhatsApp = (context: MetaContext<WhatsAppSettings>) =>
  testAccount(context, {
    id: context.settings.phoneNumberId,
    fields: 'id,display_phone_number,verified_name,quality_rating',
    name: (answer) => idOf(answer['verified_name'] ?? answer['display_phone_number']),
    scopes: ['whatsapp_business_messaging'],
    standing: (answer) => idOf(answer['quality_rating']),
  })

/** Whether the account answers to the token, whether the token brings the rights, and when it ends. */
async function testAccount(
  context: MetaContext,
  { id, fields, name, scopes, standing }: Question,
): Promise<ConnectionTest> {
  const steps: Step[] = []
  try {
    const answer = await readGraph(context, { path: segment(id), query: { fields } }, z.record(z.string(), z.unknown()))
    steps.push(passed('connect'), passed('sign_in'))
    const token = await tokenEnd(context).catch((error: unknown) => {
      if (error instanceof ConnectorError && error.kind !== 'sign_in') return null
      throw error
    })
    if (token && context.presenceId !== '')
      await context.renewSecrets(async (current) => ({ secrets: current, tokenExpiresAt: token.endsAt }))
    const missing = token && token.scopes.length > 0 ? scopes.filter((scope) => !token.scopes.includes(scope)) : []
    steps.push(
      missing.length === 0
        ? { ...passed('read'), detail: standing?.(answer).slice(0, 100) || null }
        : failed('read', 'permission-missing', missing.join(', ')),
    )
    return { ok: missing.length === 0, steps, found: { title: name(answer).slice(0, 300) } }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    const detail = error.message === error.code ? null : error.message.slice(0, 300)
    if (steps.length > 0) return { ok: false, steps: [...steps, failed('read', error.code, detail)], found: {} }
    const unreached = [
      'unreachable',
      'bad-address',
      'host-not-allowed',
      'certificate',
      'too-slow',
      'not-json',
    ].includes(error.code)
    const tried = unreached
      ? [failed('connect', error.code)]
      : [passed('connect'), failed('sign_in', error.code, detail)]
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
