import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext } from 'playwright-core'
import { type Api, anyAddress } from './api.ts'
import { danglingsOfFrames, type Trouble, type Watch } from './watch.ts'

const perPage = 40

export type Found = { sink: string; total: number; troubles: Trouble[] }

/**
 * Every HTML mail three times: as the product shows it (its policy and sandbox in force), again with pictures asked for,
 * and without any policy or sandbox, so that the cleaning alone has to hold.
 */
export async function visitMails(
  context: BrowserContext,
  watch: Watch,
  api: Api,
  messages: readonly string[],
  bare: BareServer,
): Promise<Found[]> {
  const page = await context.newPage()
  const found: Found[] = []
  // The server would fetch the pictures; this is about the browser.
  await context.route(/\/pictures\/\d+$/, (route) => route.abort())
  await context.route(/\/frames\?/, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: framesOf(new URL(route.request().url()).searchParams.getAll('f')),
    }),
  )
  for (const images of ['0', '1']) {
    for (const some of groupsOf(messages)) {
      await context.setExtraHTTPHeaders({ 'x-forwarded-for': anyAddress() })
      const frames = some.map((id) => `f=${encodeURIComponent(`/api/v1/messages/${id}/page?images=${images}`)}`)
      await page.goto(`${api.url}/frames?${frames.join('&')}`)
    }
    found.push({
      sink: `mail as shown, pictures ${images === '1' ? 'on' : 'off'}`,
      total: messages.length,
      troubles: watch.take(),
    })
  }
  for (const images of ['0', '1']) {
    const troubles: Trouble[] = []
    for (const some of groupsOf(messages)) {
      await Promise.all(
        some.map(async (id) =>
          bare.documents.set(id, withoutPolicy(await api.text(`/api/v1/messages/${id}/page?images=${images}`))),
        ),
      )
      await page.goto(`${bare.url}/frames?${some.map((id) => `f=/${id}`).join('&')}`)
      troubles.push(...(await danglingsOfFrames(page)))
    }
    found.push({
      sink: `mail cleaned, no policy, pictures ${images === '1' ? 'on' : 'off'}`,
      total: messages.length,
      troubles: [...watch.take(), ...troubles],
    })
  }
  await page.close()
  return found
}

function withoutPolicy(document: string): string {
  return document.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
}

function framesOf(addresses: readonly string[]): string {
  const frames = addresses.map(
    (address) => `<iframe data-watched width="300" height="60" src="${address.replaceAll('&', '&amp;')}"></iframe>`,
  )
  return `<!doctype html><html><head><title>frames</title></head><body>${frames.join('')}</body></html>`
}

function groupsOf(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / perPage) }, (_, n) => ids.slice(n * perPage, (n + 1) * perPage))
}

export type BareServer = { url: string; documents: Map<string, string>; close(): void }

/** Serves documents as they are, without any header that protects. */
export async function bareServer(): Promise<BareServer> {
  const documents = new Map<string, string>()
  const server: Server = createServer((request, response) => {
    const document = documents.get((request.url ?? '/').slice(1).split('?')[0]!)
    response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(document ?? '')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, documents, close }
}
