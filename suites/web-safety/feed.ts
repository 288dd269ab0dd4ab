import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Feed = {
  url: string
  address: string
  /** From now on with all items; before, with one: of a feed that is new to us only the newest few are read. */
  fill(): void
  close(): Promise<void>
}

/** A feed on this machine with an item per payload; `address` is what the product must be allowed to reach. */
export async function serveFeed(payloads: readonly string[]): Promise<Feed> {
  const escaped = (text: string) =>
    text
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .toWellFormed()
      .replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`)
  const items = payloads.map((payload, index) => {
    const text = escaped(payload)
    return `<item><guid isPermaLink="false">${index}</guid><title>${text}</title><link>${text}</link><author>${text}</author><description>${text}</description><category>${text}</category></item>`
  })
  let full = false
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' })
    response.end(
      `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title><link>http://feed.example/</link>${(full ? items : items.slice(0, 1)).join('')}</channel></rss>`,
    )
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  const address = `127.0.0.1:${port}`
  return {
    url: `http://${address}/feed.xml`,
    address,
    fill() {
      full = true
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}
