import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What somebody asked of the stand-in: the raw words, as they came over the wire. */
export type Heard = { path: string; headers: IncomingHttpHeaders; body: string }
type Way = (response: ServerResponse, heard: Heard) => void

/** A server in the shape of OpenAI's `/v1/chat/completions`, which answers in every good and bad way there is. */
export async function startLanguageModel(port = 0): Promise<{
  port: number
  url: string
  heard: Heard[]
  answer(way: Way): void
  close(): Promise<void>
}> {
  const heard: Heard[] = []
  let way: Way = says('bereit')
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString('utf8') }
      heard.push(one)
      way(response, one)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const at = (server.address() as AddressInfo).port
  return {
    port: at,
    url: `http://127.0.0.1:${at}/v1`,
    heard,
    answer: (next) => {
      way = next
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export function says(content: unknown, more: Record<string, unknown> = {}): Way {
  const message = { role: 'assistant', content, ...more }
  const body = { id: 'chatcmpl-1', object: 'chat.completion', choices: [{ index: 0, message, finish_reason: 'stop' }] }
  return sends(200, 'application/json', JSON.stringify(body))
}

export function sends(status: number, type: string, body: string): Way {
  return (response) => response.writeHead(status, { 'content-type': type }).end(body)
}

/** Streams whatever was asked of it. */
export function streams(parts: readonly string[], ending = 'data: [DONE]\n\n'): Way {
  const events = parts.map((content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`)
  return sends(200, 'text/event-stream', events.join('') + ending)
}

/** All user words of a request. */
export function said({ body }: Heard): string {
  const { messages } = JSON.parse(body) as { messages: { content: string }[] }
  return messages.map(({ content }) => content).join('\n')
}
