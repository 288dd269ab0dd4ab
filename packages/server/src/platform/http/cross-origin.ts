import type { FastifyInstance, FastifyRequest } from 'fastify'

/** What the widget on other websites asks. */
const openPaths = '/api/v1/chat/'

/**
 * Every origin may read the answers there: no cookie is asked, the bearer is known to one browser only, and what may be
 * asked from where is decided by the routes themselves.
 */
export function crossOriginHeaders(request: FastifyRequest): Record<string, string> {
  const { origin } = request.headers
  if (!request.url.startsWith(openPaths)) return {}
  if (typeof origin !== 'string' || !/^https?:\/\/[a-z0-9.:[\]-]{1,300}$/i.test(origin)) return {}
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'retry-after',
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'origin',
  }
}

/** What browsers ask before they ask. */
export function mountPreflight(app: FastifyInstance): void {
  app.options(`${openPaths}*`, { schema: { hide: true } }, async (_request, reply) =>
    reply
      .headers({
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'authorization, content-type, last-event-id',
        'access-control-max-age': '7200',
      })
      .code(204)
      .send(),
  )
}
