import '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '#platform/deps'
import type { Opened } from './open-page.ts'

/** One per page, so that a page says nothing about another. The prefix binds it to this host where there is TLS. */
function nameOf(deps: Deps, pageId: string): string {
  const prefix = isSecure(deps) ? '__Host-' : ''
  return `${prefix}resonanz-page-${pageId.replaceAll('-', '').slice(0, 20)}`
}

export function cookieOf(deps: Deps, request: FastifyRequest, pageId: string): string | null {
  const value = request.cookies[nameOf(deps, pageId)]
  return value !== undefined && /^[\w-]{22}$/.test(value) ? value : null
}

/** Lax, not strict: who comes back by the link of a mail is still the same browser. */
export function setCookie(deps: Deps, reply: FastifyReply, { pageId, browserKey, expiresAt }: Opened): void {
  reply.setCookie(nameOf(deps, pageId), browserKey, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(deps),
    expires: expiresAt,
  })
}

function isSecure(deps: Deps): boolean {
  return deps.config.publicUrl?.startsWith('https:') ?? false
}
