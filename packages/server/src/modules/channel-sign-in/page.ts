import { randomBytes } from 'node:crypto'
import { ChannelKind } from '@resonanz/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor, Deps } from '#platform/deps'
import { escapeHtml, pageHeaders, pageHtml, pageLanguage } from '#platform/http/public-page'
import type { Connectors } from './begin.ts'
import { type Arrival, comeBack, type RefusalCode } from './come-back.ts'
import { wordsOf } from './page-words.ts'
import { ownAddresses } from './store.ts'
import { clientUriOf, redirectUriOf } from './way-back.ts'

type Authenticate = (request: FastifyRequest) => Promise<Actor | null>
type Place = { Params: { kind: string; wayBack: string } }

const statusOf: Partial<Record<RefusalCode, number>> = {
  'not-signed-in': 401,
  'not-allowed': 403,
  'other-person': 403,
  unknown: 404,
  used: 409,
  'connected-already': 409,
  over: 410,
}

/** Where the browser comes back to. Leads on only to pages of ours, by ids of ours; else it says what went wrong. */
export function mountSignInPages(
  app: FastifyInstance,
  deps: Deps,
  connectors: Connectors,
  authenticate: Authenticate,
): void {
  app.get<Place>('/channel-sign-in/:kind/:wayBack', { schema: { hide: true } }, async (request, reply) => {
    const { kind, wayBack } = request.params
    const actor = await authenticate(request)
    const arrival = await comeBack(deps, connectors, { kind, wayBack, params: paramsOf(request), actor })
    reply.header('cache-control', 'no-store')
    if (arrival.is === 'connected') return reply.redirect(`/settings/channels/${arrival.presenceId}?signedIn=yes`, 303)
    if (arrival.is === 'choosing') return reply.redirect(`/settings/channels/choose/${arrival.id}`, 303)
    const nonce = randomBytes(16).toString('base64')
    return pageHeaders(reply, nonce, 'none')
      .code(statusOf[arrival.code] ?? 422)
      .send(refusalPage({ language: pageLanguage(request, 'de'), nonce }, arrival))
  })
  app.get<Place>('/channel-sign-in/:kind/client.json', { schema: { hide: true } }, async (request, reply) => {
    const kind = ChannelKind.safeParse(request.params.kind).data
    const client = kind && connectors.connectorOf(kind).signIn?.client
    if (!client) return reply.code(404).send({})
    const address = await addressAskedAt(deps, request)
    return reply.send(
      client({ clientUri: clientUriOf(address, kind), redirectUri: redirectUriOf(address, kind, 'back') }),
    )
  })
}

/** The document names the address it lies at: of those that were set the one that was asked, else as where people begin. */
async function addressAskedAt(deps: Deps, { protocol, host }: FastifyRequest): Promise<string> {
  const set = [...(deps.config.publicUrl ? [deps.config.publicUrl] : []), ...(await ownAddresses(deps.db.system))]
  const asked = set.find((one) => URL.parse(one)?.host === host)
  return (asked ?? deps.config.publicUrl ?? `${protocol}://${host}`).replace(/\/+$/, '')
}

/** Each name once, and no longer than any network makes it: what is there twice was put there by somebody. */
function paramsOf(request: FastifyRequest): Record<string, string> {
  const entries = Object.entries(request.query as Record<string, unknown>)
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= 4_000),
  )
}

function refusalPage(
  frame: Parameters<typeof pageHtml>[0],
  { code, detail, kind, presenceId }: Extract<Arrival, { is: 'refused' }>,
): string {
  const words = wordsOf[frame.language]
  const back = presenceId ? `/settings/channels/${presenceId}` : kind ? `/settings/channels/new/${kind}` : null
  const hint = detail === undefined ? '' : `<p class="hint">${words.detail} ${escapeHtml(detail)}</p>`
  const link = back ? `<a href="${back}">${words.again}</a>` : `<a href="/settings/channels">${words.channels}</a>`
  const nothing = code === 'used' ? '' : `<p>${words.nothing}</p>`
  return pageHtml(
    frame,
    words.title,
    `<h1>${words.title}</h1><p>${words.why[code]}</p>${nothing}${hint}<p>${link}</p>`,
    null,
  )
}
