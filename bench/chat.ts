import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { setTimeout as rest } from 'node:timers/promises'
import { sql } from 'kysely'
import { openBeside, readConfig } from '@resonanz/server'
import { type Product, startProduct } from '../tests/product.ts'
import { type Client, setUp } from './product-client.ts'
import { quantile, round } from './stage.ts'

type Result = Record<string, unknown> & { name: string }
type Visitor = { id: string; token: string; ip: string; caseId: string; threadId: string; heard: Map<string, number> }
const windows = Number(process.env.BENCH_WINDOWS ?? 2_000)
const talks = Number(process.env.BENCH_TALKS ?? 100)
const shop = 'https://laden.example'

/**
 * The product as it runs, with that many visitors who have the chat open, each a stream of its own, and conversations
 * among them: a word until it is on disk and until an agent's live stream tells it; an answer by the normal way until
 * the visitor's stream has it. Undo time is zero, what is left is ours. Loopback only; CPU and memory are those of the server process.
 */
export async function run(): Promise<Result[]> {
  const product = await startProduct({ env: { RESONANZ_LOG_LEVEL: 'warn', RESONANZ_TRUST_PROXY: 'true' } })
  const streams: IncomingMessage[] = []
  try {
    const client = await setUp(product)
    const { presence } = (await ask(client, '/api/v1/presences', {
      kind: 'chat',
      name: 'Chat',
      settings: { allowedOrigins: [shop], undoSeconds: 0 },
    })) as { presence: { id: string; publicKey: string } }
    const visitors = await makeVisitors(product, presence.id)
    const before = usageOf(product)
    const opening = performance.now()
    for (let at = 0; at < visitors.length; at += 100)
      await Promise.all(
        visitors.slice(at, at + 100).map(async (one) => streams.push(await open(product, presence.publicKey, one))),
      )
    const openedSeconds = (performance.now() - opening) / 1000
    await rest(3_000)
    const idleFrom = usageOf(product)
    await rest(10_000)
    const idle = usageOf(product)
    await begin(client, presence.publicKey, visitors.slice(0, talks))
    const talkFrom = performance.now()
    const talkUsage = usageOf(product)
    const { onDisk, told, there } = await talk(client, presence.publicKey, visitors.slice(0, talks))
    const talkSeconds = (performance.now() - talkFrom) / 1000
    const after = usageOf(product)
    return [
      {
        name: 'chat, open windows',
        windows: streams.length,
        openedPerSecond: round(streams.length / openedSeconds, 0),
        idleCpuPercent: round(((idle.cpuSeconds - idleFrom.cpuSeconds) / 10) * 100, 1),
        rssMb: round(idle.rssMb, 0),
        kbPerWindow: round(((idle.rssMb - before.rssMb) * 1024) / streams.length, 1),
      },
      {
        name: 'chat, conversations among them',
        talks: there.length,
        onDiskP50Ms: round(quantile(onDisk, 0.5), 0),
        onDiskP95Ms: round(quantile(onDisk, 0.95), 0),
        agentToldP50Ms: round(quantile(told, 0.5), 0),
        agentToldP95Ms: round(quantile(told, 0.95), 0),
        answerThereP50Ms: round(quantile(there, 0.5), 0),
        answerThereP95Ms: round(quantile(there, 0.95), 0),
        cpuPercent: round(((after.cpuSeconds - talkUsage.cpuSeconds) / talkSeconds) * 100, 0),
        rssMb: round(after.rssMb, 0),
      },
    ]
  } finally {
    for (const stream of streams) stream.destroy()
    await product.stop()
  }
}

/** Their puzzles are solved by thousands of machines in life; here the conversations are laid into the database. */
async function makeVisitors(product: Product, presenceId: string): Promise<Visitor[]> {
  const opened = await openBeside(readConfig({ RESONANZ_DATA: product.dataDir, RESONANZ_LOG_LEVEL: 'warn' }))
  try {
    const visitors = Array.from(
      { length: windows },
      (_, n): Visitor => ({
        id: opened.deps.newId(),
        token: randomBytes(32).toString('base64url'),
        ip: `10.${n >> 8}.${n & 255}.7`,
        caseId: '',
        threadId: '',
        heard: new Map(),
      }),
    )
    const list = visitors.map(({ id, token }) => ({ id, h: createHash('sha256').update(token).digest('hex') }))
    await sql`insert into chat_session (workspace_id, id, presence_id, token_hash, language)
      select p.workspace_id, e.id, p.id, decode(e.h, 'hex'), 'de' from json_to_recordset(${JSON.stringify(list)}::json) as e(id uuid, h text) join presence p on p.id = ${presenceId}`.execute(
      opened.deps.db.system,
    )
    return visitors
  } finally {
    await opened.close()
  }
}

function headersOf({ token, ip }: Visitor): Record<string, string> {
  return { authorization: `Bearer ${token}`, origin: shop, 'x-forwarded-for': ip }
}

function open(product: Product, key: string, visitor: Visitor): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(`${product.url}/api/v1/chat/${key}/stream`, { headers: headersOf(visitor), agent: false }, (stream) => {
      if (stream.statusCode !== 200) return reject(new Error(`a stream was refused: ${stream.statusCode}`))
      stream.setEncoding('utf8')
      stream.on('data', (text: string) => {
        const said = /"text":"(Antwort \d+)"/.exec(text)?.[1]
        if (said) visitor.heard.set(said, performance.now())
      })
      stream.on('error', () => {})
      resolve(stream)
    }).on('error', reject)
  })
}

/** First words, so that each has a case: what is measured after is the talk, not the search for cases. */
async function begin(client: Client, key: string, visitors: readonly Visitor[]): Promise<void> {
  for (const [n, visitor] of visitors.entries()) await say(client, key, visitor, `Frage ${n}: Wann kommt mein Paket?`)
  const open = new Map(visitors.map((visitor, n) => [`Frage ${n}:`, visitor]))
  while (open.size > 0) {
    await rest(250)
    for (const { id, title } of await newestCases(client)) {
      const start = /^Frage \d+:/.exec(title)?.[0] ?? ''
      const visitor = open.get(start)
      if (!visitor) continue
      const detail = (await read(client, `/api/v1/cases/${id}`)) as { threads: { id: string }[] }
      Object.assign(visitor, { caseId: id, threadId: detail.threads[0]!.id })
      open.delete(start)
    }
  }
}

/** One begins every 100 ms, whatever the answers take: the visitor writes, an agent hears it live and answers at once. */
async function talk(client: Client, key: string, visitors: readonly Visitor[]) {
  const times = { onDisk: [] as number[], told: [] as number[], there: [] as number[] }
  const told = new Map<string, () => void>()
  const agent = await listen(client, (caseId) => told.get(caseId)?.())
  const conversations = visitors.map(async (visitor, n) => {
    await rest(n * 100)
    const isTold = new Promise<void>((resolve) => told.set(visitor.caseId, resolve))
    const from = performance.now()
    await say(client, key, visitor, `Und noch etwas zu ${n}.`)
    times.onDisk.push(performance.now() - from)
    await isTold
    times.told.push(performance.now() - from)
    const answerFrom = performance.now()
    await ask(
      client,
      `/api/v1/cases/${visitor.caseId}/replies`,
      {
        threadId: visitor.threadId,
        text: `Antwort ${n}`,
        expectedLastMessageId: null,
        evenIfNewer: true,
        nextUpdate: null,
      },
      visitor.ip,
    )
    while (!visitor.heard.has(`Antwort ${n}`)) {
      if (performance.now() - answerFrom > 30_000) throw new Error('an answer did not come')
      await rest(2)
    }
    times.there.push(visitor.heard.get(`Antwort ${n}`)! - answerFrom)
  })
  await Promise.all(conversations)
  agent.destroy()
  return times
}

/** The live stream of an agent's browser. */
function listen(client: Client, onWord: (caseId: string) => void): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(`${client.url}/api/v1/live`, { headers: { cookie: client.cookie }, agent: false }, (stream) => {
      if (stream.statusCode !== 200) return reject(new Error(`the live stream was refused: ${stream.statusCode}`))
      let rest = ''
      stream.setEncoding('utf8')
      stream.on('data', (text: string) => {
        const lines = (rest + text).split('\n')
        rest = lines.pop()!
        for (const line of lines) {
          if (!line.startsWith('data: ')) continue
          const event = JSON.parse(line.slice(6)) as { type: string; event?: string; caseId?: string }
          if (event.type === 'case' && event.event === 'message.received') onWord(event.caseId!)
        }
      })
      stream.on('error', () => {})
      resolve(stream)
    }).on('error', reject)
  })
}

async function say(client: Client, key: string, visitor: Visitor, text: string): Promise<void> {
  const answer = await fetch(`${client.url}/api/v1/chat/${key}/messages`, {
    method: 'POST',
    headers: { ...headersOf(visitor), 'content-type': 'application/json' },
    body: JSON.stringify({ clientId: randomUUID(), text, fileIds: [] }),
  })
  if (answer.status !== 201) throw new Error(`a message was refused: ${answer.status}`)
  await answer.arrayBuffer()
}

async function newestCases(client: Client): Promise<{ id: string; title: string }[]> {
  const list = await read(client, '/api/v1/cases?view=all&sort=newest&limit=100')
  return (list as { items: { id: string; title: string }[] }).items
}

async function read(client: Client, path: string): Promise<unknown> {
  // Each from a machine of its own, so that limits per address say nothing here.
  const ip = `10.98.${randomBytes(1)[0]}.${randomBytes(1)[0]}`
  const answer = await fetch(client.url + path, { headers: { cookie: client.cookie, 'x-forwarded-for': ip } })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.json()
}

async function ask(client: Client, path: string, body: unknown, ip = '10.99.0.1'): Promise<Record<string, unknown>> {
  const answer = await fetch(client.url + path, {
    method: 'POST',
    headers: { cookie: client.cookie, 'content-type': 'application/json', 'x-forwarded-for': ip },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`)
  return JSON.parse(text) as Record<string, unknown>
}

/** Of the server process, as the system counts it. */
function usageOf({ pid }: Product): { cpuSeconds: number; rssMb: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100, rssMb: rss / 1024 }
}
