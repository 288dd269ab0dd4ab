import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { checkCall } from './check-call.ts'

export type Call = { method: string; fields: Record<string, unknown> }
export type BotApiStub = {
  url: string
  /** Every call that kept the description, in order. */
  calls: Call[]
  /** What the next calls of a method are answered with instead. */
  refuse(method: string, status: number, body: object): void
  push(...updates: object[]): void
  /** Numbers begin anew, and an offset of before means nothing: until it is asked with one of the new ones, all is given. */
  countAnew(...updates: { update_id: number; message: object }[]): void
  files: Map<string, Uint8Array>
  hook: { url: string; secret: string | null; pending_update_count: number; last_error_date?: number }
  close(): Promise<void>
}

/** A Bot API written from the description: refuses what does not keep it, gives updates, takes messages. */
export async function startBotApi(token: string, username: string): Promise<BotApiStub> {
  let updates: { update_id: number }[] = []
  let aheadOf: number | null = null
  let messageId = 1000
  const refusals = new Map<string, { status: number; body: object }>()
  const waiting = new Set<() => void>()
  const server: Server = createServer((request, response) => {
    answer(request)
      .then(({ status, body, type }) => {
        response.writeHead(status, { 'content-type': type ?? 'application/json' })
        response.end(body instanceof Uint8Array ? body : JSON.stringify(body))
      })
      .catch(() => response.destroy())
  })

  async function answer(request: IncomingMessage): Promise<{ status: number; body: object; type?: string }> {
    const [, file, given, rest] = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(request.url ?? '') ?? []
    if (given !== token) return { status: 401, body: { ok: false, error_code: 401, description: 'Unauthorized' } }
    if (file) {
      const bytes = stub.files.get(decodeURIComponent(rest!))
      return bytes ? { status: 200, body: bytes, type: 'application/octet-stream' } : { status: 404, body: {} }
    }
    const method = rest!
    const fields = await fieldsOf(request)
    const wrong = checkCall(method, fields)
    if (wrong === null || wrong.length > 0)
      return {
        status: 400,
        body: { ok: false, error_code: 400, description: `Bad Request: ${wrong?.join('; ') ?? 'no method'}` },
      }
    stub.calls.push({ method, fields })
    const refusal = refusals.get(method)
    if (refusal) {
      refusals.delete(method)
      return refusal
    }
    return { status: 200, body: { ok: true, result: await results[method]!(fields) } }
  }

  const sent = ({ chat_id: id }: Record<string, unknown>) => ({
    message_id: (messageId += 1),
    date: 1_795_000_000,
    chat: { id, type: 'private' },
  })
  const results: Record<string, (fields: Record<string, unknown>) => unknown> = {
    getMe: () => ({ id: 1234, is_bot: true, first_name: 'Uferlinie', username }),
    getWebhookInfo: () => ({ ...stub.hook, has_custom_certificate: false }),
    setWebhook: ({ url, secret_token: secret }) => {
      Object.assign(stub.hook, { url, secret })
      return true
    },
    deleteWebhook: () => {
      stub.hook.url = ''
      return true
    },
    async getUpdates({ offset = 0, limit = 100, timeout = 0 }) {
      const isForeign = aheadOf !== null && (offset as number) > aheadOf
      if (!isForeign) updates = updates.filter(({ update_id }) => update_id >= (offset as number))
      if (updates.length === 0 && timeout !== 0) await new Promise<void>((wake) => waiting.add(wake))
      return updates.slice(0, limit as number)
    },
    sendMessage: sent,
    sendPhoto: sent,
    sendDocument: sent,
    sendVideo: sent,
    sendMediaGroup: (fields) => (fields['media'] as unknown[]).map(() => sent(fields)),
    setMessageReaction: () => true,
    deleteMessage: () => true,
    pinChatMessage: () => true,
    unpinChatMessage: () => true,
    answerCallbackQuery: () => true,
    getFile: ({ file_id: id }) => ({
      file_id: id,
      file_unique_id: 'u',
      file_size: stub.files.get(`documents/${id as string}`)?.byteLength ?? 0,
      file_path: `documents/${id as string}`,
    }),
  }
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const stub: BotApiStub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    refuse: (method, status, body) => refusals.set(method, { status, body }),
    push(...more) {
      updates.push(...(more as { update_id: number }[]))
      for (const wake of waiting) wake()
      waiting.clear()
    },
    countAnew(...anew) {
      updates = anew
      aheadOf = Math.max(...anew.map(({ update_id }) => update_id)) + 10
    },
    files: new Map(),
    hook: { url: '', secret: null, pending_update_count: 0 },
    async close() {
      for (const wake of waiting) wake()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
  return stub
}

async function fieldsOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const contentType = request.headers['content-type'] ?? ''
  if (!contentType.startsWith('multipart/'))
    return body.length === 0 ? {} : (JSON.parse(body.toString()) as Record<string, unknown>)
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  const fields: Record<string, unknown> = {}
  const uploads = new Set<string>()
  for (const [name, value] of form) {
    if (typeof value !== 'string') {
      uploads.add(name)
      if (!/^file\d+$/.test(name)) fields[name] = new Uint8Array(await value.arrayBuffer())
    } else fields[name] = /^(?:text|caption)$/.test(name) ? value : plainOrJson(value)
  }
  for (const { media } of (fields['media'] as { media: string }[] | undefined) ?? [])
    if (!uploads.has(media.replace('attach://', ''))) throw new Error(`no upload for ${media}`)
  return fields
}

function plainOrJson(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
