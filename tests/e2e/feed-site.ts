import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type FeedItem = { guid: string; title: string; text: string; author?: string }
export type FeedSite = {
  port: number
  url: string
  items: FeedItem[]
  /** How the next requests are answered; `moved` sends to another path for good. */
  mood: 'well' | 'broken' | 'moved'
  /** Answers so far, by status and path, e.g. `200 /feed.xml`. */
  answers: string[]
  close(): Promise<void>
}

/** A blog on this machine with an RSS feed that knows ETags. */
export async function startFeedSite(): Promise<FeedSite> {
  const server = createServer((request, response) => answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const site: FeedSite = {
    port,
    url: `http://127.0.0.1:${port}/feed.xml`,
    items: [],
    mood: 'well',
    answers: [],
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? ''
    const say = (status: number, headers: Record<string, string> = {}, body = '') => {
      site.answers.push(`${status} ${path}`)
      response.writeHead(status, headers).end(body)
    }
    if (site.mood === 'broken') return say(500)
    if (site.mood === 'moved' && path === '/feed.xml') return say(301, { location: '/new-feed.xml' })
    const body = rss(site.items)
    const etag = `"${body.length}-${site.items.map(({ text }) => text.length).join('-')}"`
    if (request.headers['if-none-match'] === etag) return say(304, { etag })
    say(200, { etag, 'content-type': 'application/rss+xml; charset=utf-8' }, body)
  }
  return site
}

const rss = (items: readonly FeedItem[]): string => `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Radblog</title><link>https://radblog.example/</link><description>Über Räder</description>
${items
  .map(
    ({ guid, title, text, author }) =>
      `<item><guid isPermaLink="false">${guid}</guid><title>${title}</title><link>https://radblog.example/${guid}</link>${author ? `<dc:creator>${author}</dc:creator>` : ''}<description>${text}</description></item>`,
  )
  .join('\n')}
</channel></rss>`
