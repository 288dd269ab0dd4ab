import { z } from 'zod'
import { ConnectorError, type SignInContext } from '../connector.ts'
import { callNetwork, readingFault } from '../kit/network-call.ts'
import { isDid, isHandle } from './at-uri.ts'
import { documentUrl } from './firehose-identities.ts'
import { serverIn } from './session.ts'

/** Whose account it is, where it lies, and who lets others in there. */
export type OAuthServer = {
  did: string
  handle: string
  /** The server that holds the account. */
  server: string
  issuer: string
  parUrl: string
  authorizeUrl: string
  tokenUrl: string
  revokeUrl: string | null
}
export type WhichAccount = { identifier: string; service: string; directory: string }

const Web = z.url({ protocol: /^https?$/ }).max(500)
const Resource = z.object({ authorization_servers: z.array(Web).min(1).max(10) })
const Issuer = z.object({
  issuer: Web,
  pushed_authorization_request_endpoint: Web,
  authorization_endpoint: Web,
  token_endpoint: Web,
  revocation_endpoint: Web.optional().catch(undefined),
})
const Document = z.object({ id: z.string(), alsoKnownAs: z.array(z.string().max(2_048)).max(50).catch([]) })

/** From a handle to the server that asks the person: each step says where the next one is, and must agree. Throws ConnectorError. */
export async function findServer(context: SignInContext, asked: WhichAccount): Promise<OAuthServer> {
  const did = await didOf(context, asked)
  const document = await read(context, documentUrl(asked.directory, did), 'handle-unknown')
  const { id, alsoKnownAs } = Document.safeParse(document).data ?? { id: '', alsoKnownAs: [] }
  const handle = alsoKnownAs.find((name) => name.startsWith('at://'))?.slice(5) ?? ''
  const server = serverIn(document, asked.service)
  if (id !== did || server === null) throw new ConnectorError('permanent', 'handle-unknown')
  // Who takes a handle over does not take the account over: the account must name the handle too.
  const isByHandle = !isDid(asked.identifier)
  if (isByHandle && handle.toLowerCase() !== asked.identifier.toLowerCase())
    throw new ConnectorError('permanent', 'handle-unknown')
  const resource = await read(context, `${server}/.well-known/oauth-protected-resource`, 'not-this-network')
  const [issuer] = Resource.safeParse(resource).data?.authorization_servers ?? []
  if (issuer === undefined) throw new ConnectorError('permanent', 'not-this-network')
  const url = new URL('/.well-known/oauth-authorization-server', issuer).href
  const named = Issuer.safeParse(await read(context, url, 'not-this-network')).data
  if (!named || named.issuer !== issuer) throw new ConnectorError('permanent', 'not-this-network')
  const places = [issuer, named.pushed_authorization_request_endpoint, named.token_endpoint]
  if (asked.service.startsWith('https:') && places.some((place) => !place.startsWith('https:')))
    throw new ConnectorError('permanent', 'not-this-network')
  return {
    did,
    handle: isHandle(handle) ? handle : '',
    server,
    issuer,
    parUrl: named.pushed_authorization_request_endpoint,
    authorizeUrl: named.authorization_endpoint,
    tokenUrl: named.token_endpoint,
    revokeUrl: named.revocation_endpoint ?? null,
  }
}

/** Throws ConnectorError `handle-unknown`. */
export async function didOf(context: SignInContext, { identifier, service }: WhichAccount): Promise<string> {
  if (isDid(identifier)) return identifier
  if (!isHandle(identifier)) throw new ConnectorError('permanent', 'handle-unknown')
  const url = new URL('/xrpc/com.atproto.identity.resolveHandle', service)
  url.searchParams.set('handle', identifier.toLowerCase())
  const { did } = (await read(context, url.href, 'handle-unknown')) as { did?: unknown }
  if (!isDid(String(did))) throw new ConnectorError('permanent', 'handle-unknown')
  return String(did)
}

async function read(
  context: SignInContext,
  url: string | null,
  otherwise: 'handle-unknown' | 'not-this-network',
): Promise<object> {
  if (url === null) throw new ConnectorError('permanent', 'handle-unknown')
  const { status, json } = await callNetwork(context, url, { maxBytes: 200_000, timeoutMs: 10_000 }).catch(
    (error: unknown) => {
      throw readingFault(error)
    },
  )
  if (status === 429 || status >= 500) throw new ConnectorError('transient', 'server-error')
  if (status !== 200 || typeof json !== 'object' || json === null) throw new ConnectorError('permanent', otherwise)
  return json
}
