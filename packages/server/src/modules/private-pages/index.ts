import { privatePageRoutes } from '@resonanz/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { type Binding, bind } from '#platform/http/binding'
import { limits } from '#platform/http/limits'
import { makeRate } from '#platform/http/rate'
import { askPrivately } from './ask.ts'
import { cookieOf, setCookie } from './cookie.ts'
import { pageOfToken, typedCode } from './link.ts'
import { checkCode, openPage } from './open-page.ts'
import { pagesOfCase } from './read.ts'
import { readSending } from './read-sending.ts'
import { reveal } from './reveal.ts'
import { revoke } from './revoke.ts'
import { changeSet, createSet, readSets, removeSet, saveLook } from './sets.ts'
import { giveStatusPage } from './status-page.ts'
import { type StoreItem, takeSending } from './take-sending.ts'

export { mountPrivatePages } from './page/index.ts'
export type { StoreItem } from './take-sending.ts'
export { writeSamplePages } from './sample.ts'
export { lookOf } from './store-sets.ts'
export { statusLinkFor } from './status-page.ts'
export { startTendingPrivatePages } from './tend.ts'

export function privatePageBindings(deps: Deps & { storeItem: StoreItem }): Binding[] {
  const routes = privatePageRoutes
  // Codes are tried on their own account: whoever guesses them cannot use up the sending of others.
  const mayCheck = makeRate()
  const mayOpen = makeRate(limits.formPerMinute * 2)
  const maySend = makeRate(limits.formPerMinute * 2)
  return [
    bind(routes.ofCase, ({ actor, params }) => pagesOfCase(deps, actor, params.id)),
    bind(routes.ask, ({ actor, params, body }) => askPrivately(deps, actor, params.id, body)),
    bind(routes.status, ({ actor, params, body }) => giveStatusPage(deps, actor, params.id, body)),
    bind(routes.revoke, ({ actor, params }) => revoke(deps, actor, params.id)),
    bind(routes.reveal, ({ actor, params, body }) => reveal(deps, actor, params.id, body)),
    bind(routes.sets, ({ actor }) => readSets(deps, actor)),
    bind(routes.createSet, ({ actor, body }) => createSet(deps, actor, body)),
    bind(routes.changeSet, ({ actor, params, body }) => changeSet(deps, actor, params.id, body)),
    bind(routes.removeSet, ({ actor, params }) => removeSet(deps, actor, params.id)),
    bind(routes.saveLook, ({ actor, body }) => saveLook(deps, actor, body)),
    bind(routes.open, async ({ params, request, reply }) => {
      guard(request, mayOpen)
      const pageId = pageOfToken(deps, params.token)
      const opened = await openPage(deps, params.token, pageId ? cookieOf(deps, request, pageId) : null)
      setCookie(deps, reply as FastifyReply, opened)
      return { ok: true as const }
    }),
    bind(routes.send, async ({ params, request }) => {
      guard(request, maySend)
      const pageId = pageOfToken(deps, params.token)
      if (!pageId) throw new Refusal('token-invalid')
      const { sending, files } = await readSending(request)
      return takeSending(deps, params.token, cookieOf(deps, request, pageId), sending, files)
    }),
    bind(routes.check, ({ body, request }) => {
      guard(request, mayCheck)
      return checkCode(deps, typedCode(body.code))
    }),
  ]
}

/**
 * Written by our own page alone: another site can make a browser post files here, but not with this header, and browsers
 * say where a request comes from.
 */
function guard(request: FastifyRequest, allowed: (address: string) => boolean): void {
  const site = request.headers['sec-fetch-site']
  if (request.headers['x-resonanz-page'] !== '1' || (site !== undefined && site !== 'same-origin'))
    throw new Refusal('not-allowed', 'Requests from other sites are refused.')
  if (!allowed(request.ip)) throw new Refusal('too-many-requests', 'Too much at once. Try again in a minute.')
}
