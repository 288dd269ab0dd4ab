import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { crossOriginHeaders } from './cross-origin.ts'

const csp = [
  "default-src 'self'",
  "script-src 'self'",
  // Mantine sets CSS variables through style attributes; styles cannot run code.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
].join('; ')

/** Set on every answer; a route that needs another policy (form page, message page) sets its own first. */
export function securityHeaders(config: Config) {
  const secure = config.publicUrl?.startsWith('https:')
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const set = (name: string, value: string) => {
      if (!reply.hasHeader(name)) reply.header(name, value)
    }
    reply.headers(crossOriginHeaders(request))
    set('content-security-policy', csp)
    set('x-content-type-options', 'nosniff')
    set('referrer-policy', 'no-referrer')
    set('cross-origin-opener-policy', 'same-origin')
    set('cross-origin-resource-policy', 'same-origin')
    set('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    if (request.url.startsWith('/api/')) set('cache-control', 'no-store')
    if (secure) set('strict-transport-security', 'max-age=31536000; includeSubDomains')
  }
}
