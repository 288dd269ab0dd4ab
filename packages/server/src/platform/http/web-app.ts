import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../../web/dist', import.meta.url))

/** Serves the built web app; every path that is no file and no API is one of its screens. */
export async function mountWebApp(app: FastifyInstance): Promise<void> {
  if (!existsSync(folder)) {
    app.get('/', { schema: { hide: true } }, async (_request, reply) =>
      reply.type('text/plain').send('The web app is not built. Run: npm run build'),
    )
    return
  }
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    maxAge: '1y',
    immutable: true,
    preCompressed: true,
    setHeaders(response, path) {
      if (!/\/assets\//.test(path)) response.header('cache-control', 'no-cache')
    },
  })
  app.setNotFoundHandler((request, reply) => {
    const screen =
      request.method === 'GET' &&
      !/^\/(api|f|c|healthz|readyz|metrics)(\/|$|\?)/.test(request.url) &&
      !/\.[a-z0-9]{2,5}$/i.test(request.url.split('?')[0]!)
    if (screen) return reply.header('cache-control', 'no-cache').sendFile('index.html', { maxAge: 0, immutable: false })
    return reply
      .code(404)
      .header('content-type', 'application/problem+json')
      .send(
        JSON.stringify({
          type: 'https://resonanz.example/problems/not-found',
          title: 'not-found',
          status: 404,
          code: 'not-found',
          instance: request.id,
        }),
      )
  })
}
