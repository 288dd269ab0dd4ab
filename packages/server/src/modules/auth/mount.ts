import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { countTries, forgiveTries, passwordTries } from './attempts.ts'
import { sessionHash, sessionToken } from './cookies.ts'
import { demoAllowed, demoPassword } from './demo-sign-in.ts'
import { endpoints } from './endpoints.ts'
import { verifiedUser } from './passkey-answer.ts'
import { afterSignIn } from './after-sign-in.ts'
import { addressHeader, makeSignIn, type SignIn, signInPath } from './sign-in.ts'
import { memberOfHash } from './store.ts'

type Body = Record<string, unknown>

/** Puts the sign-in endpoints under /api/auth. Their answers are the library's own ({code, message} on refusal). */
export function mountSignIn(app: FastifyInstance, deps: Deps): void {
  const signIn = makeSignIn(deps)
  app.route({
    method: ['GET', 'POST'],
    url: `${signInPath}/*`,
    schema: { hide: true },
    handler: async (request, reply) => {
      try {
        return await answer(deps, signIn, request, reply)
      } catch (error) {
        if (error instanceof Refusal) return refuse(reply, error)
        throw error
      }
    },
  })
}

async function answer(deps: Deps, signIn: SignIn, request: FastifyRequest, reply: FastifyReply) {
  const path = request.url.slice(signInPath.length).split('?', 1)[0]!
  const endpoint = Object.hasOwn(endpoints, path) ? endpoints[path]! : undefined
  if (!endpoint || endpoint.method !== request.method) throw new Refusal('not-found')
  refuseOtherSites(deps, request)

  const body = bodyOf(request)
  if (path === '/change-password') body.revokeOtherSessions = true
  // A device that skips the second factor for weeks would outlive a changed password.
  delete body.trustDevice
  if (path.startsWith('/passkey/verify-') && !verifiedUser(body))
    throw new Refusal('not-allowed', 'This key did not check who holds it (PIN, finger or face).')

  const email = path === '/sign-in/email' && typeof body.email === 'string' ? body.email : null
  const tries = email === null ? [] : passwordTries(email, request.ip)
  if (tries.length > 0) await countTries(deps, tries)
  if (email !== null && body.password === demoPassword && !demoAllowed(deps.config)) body.password = ''

  const presented = sessionToken(deps, request.headers.cookie)
  const before = presented ? await memberOfHash(deps.db.system, sessionHash(deps, presented)) : undefined
  if (endpoint.fresh && before?.stale)
    throw new Refusal('not-allowed', 'Sign in again first.', { code: 'SESSION_NOT_FRESH' })
  const response = await signIn.handle(forward(request, body))
  if (tries.length > 0 && response.status === 200) await forgiveTries(deps, tries)

  const cookies = response.headers.getSetCookie()
  const made = cookies.map((cookie) => sessionToken(deps, cookie)).find((token) => token !== null) ?? null
  const entered =
    response.status >= 300
      ? 'unchanged'
      : await afterSignIn(deps, { endpoint, presented, made, before: before ?? null })
  if (entered === 'nowhere') throw new Refusal('not-signed-in', 'This account belongs to no workspace.')
  return send(reply, response)
}

/** Browsers say where a request comes from, by two headers; whoever sends neither is no browser and has no cookies. */
function refuseOtherSites(deps: Deps, request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Refusal('not-allowed')
  const { origin } = request.headers
  if (origin !== undefined && origin !== ownOrigin(deps, request)) throw new Refusal('not-allowed')
}

function ownOrigin(deps: Deps, request: FastifyRequest): string {
  return deps.config.publicUrl ? new URL(deps.config.publicUrl).origin : `${request.protocol}://${request.host}`
}

/** JSON objects only: a form of another site can send everything but that. */
function bodyOf(request: FastifyRequest): Body {
  if (request.method === 'GET') return {}
  const body = request.body ?? {}
  if (typeof body !== 'object' || Array.isArray(body) || Buffer.isBuffer(body))
    throw new Refusal('invalid-input', 'Send a JSON object.')
  return { ...body }
}

function forward(request: FastifyRequest, body: Body): Request {
  const headers = new Headers()
  for (const name of ['cookie', 'origin', 'referer', 'user-agent', 'sec-fetch-site', 'sec-fetch-mode']) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  headers.set(addressHeader, request.ip)
  const url = new URL(request.url, `${request.protocol}://${request.host}`)
  if (request.method === 'GET') return new Request(url, { headers })
  headers.set('content-type', 'application/json')
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function send(reply: FastifyReply, response: Response) {
  reply.code(response.status)
  for (const name of ['content-type', 'x-retry-after', 'cache-control']) {
    const value = response.headers.get(name)
    if (value) reply.header(name, value)
  }
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return reply.send(Buffer.from(await response.arrayBuffer()))
}

function refuse(reply: FastifyReply, refusal: Refusal) {
  const wait = refusal.extra?.waitSeconds
  if (typeof wait === 'number') reply.header('retry-after', wait).header('x-retry-after', wait)
  const code = refusal.extra?.code ?? refusal.code.toUpperCase().replaceAll('-', '_')
  return reply.code(refusal.status).send({ code, message: refusal.message })
}
