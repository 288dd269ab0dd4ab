import type { ChatEvent, ChatFile, ChatLine, ChatState } from '@resonanz/contracts'
import type { Memory } from './memory.ts'
import { solve } from './puzzle.ts'

export type Refused = 'too-many' | 'too-large' | 'wrong-type' | 'closed'
export type Said = { clientId: string; text: string; files: ChatFile[]; at: string }
export type Ears = {
  line(line: ChatLine): void
  /** Acknowledged: on disk there. */
  taken(clientId: string): void
  refused(clientId: string, why: Refused): void
  typing(): void
  seen(at: string): void
  /** Whether the way to the server is there. */
  online(isOnline: boolean): void
  identity(state: 'none' | 'verified' | 'refused', name: string): void
}
export type Begin = { language: 'de' | 'en'; name?: string; email?: string; page?: string; identity?: string }

const firstDelayMs = 1_000
const longestDelayMs = 20_000
const pollSeconds = 20
const firstBytesMs = 8_000
/** The server's heart beats every 20 s. */
const silenceMs = 50_000

/**
 * The way to the server. What is said is kept until it is acknowledged and sent again with the id it got here, so that
 * nothing is lost or doubled however often the line breaks; answers come over a stream, or by asking where none passes.
 */
export function makeLink(home: string, key: string, memory: Memory, ears: Ears) {
  const at = `${home}/api/v1/chat/${encodeURIComponent(key)}`
  let state: ChatState | null = null
  let puzzle: Promise<string> | null = null
  let begin: Begin = { language: 'de' }
  let flushing = false
  let again: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let stream: AbortController | null = null
  let isStopped = false
  let canStream = true
  const received = new Set<string>()

  const kept = () => memory.read()
  const bearer = (): Record<string, string> => ({ authorization: `Bearer ${kept()?.token ?? ''}` })

  async function ask(path: string, body?: unknown, more: RequestInit = {}): Promise<Response> {
    const answer = await fetch(at + path, {
      method: body === undefined ? 'GET' : 'POST',
      credentials: 'omit',
      ...more,
      headers: {
        ...(kept() ? bearer() : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(more.headers as Record<string, string> | undefined),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    // A proxy or a restart in between is a broken line, not an answer.
    if (answer.status >= 500) throw new Error(String(answer.status))
    return answer
  }

  async function codeOf(answer: Response): Promise<string> {
    return ((await answer.json().catch(() => ({}))) as { code?: string }).code ?? ''
  }

  async function readState(): Promise<ChatState> {
    const answer = await ask('')
    if (!answer.ok) throw new Error(await codeOf(answer))
    state = (await answer.json()) as ChatState
    puzzle = null
    return state
  }

  /** False: not possible now. */
  async function startSession(tries = 3): Promise<boolean> {
    const { challenge } = state ?? (await readState())
    puzzle ??= solve(challenge)
    const answer = await ask('/sessions', { ...begin, challenge: challenge.token, answer: await puzzle })
    if (answer.ok) {
      const { identity, name } = (await answer.json()) as { identity: 'none' | 'verified' | 'refused'; name: string }
      ears.identity(identity, name)
      return true
    }
    const code = await codeOf(answer)
    if ((code === 'token-invalid' || code === 'token-expired') && tries > 0) {
      await readState()
      return startSession(tries - 1)
    }
    throw new Error(code)
  }

  /** Sends what waits, in order, one after the other. */
  async function flush(): Promise<void> {
    if (flushing || isStopped) return
    flushing = true
    clearTimeout(again)
    try {
      for (let next = kept()?.waiting[0]; next && !isStopped; next = kept()?.waiting[0]) {
        const answer = await ask('/messages', next)
        const code = answer.ok ? '' : await codeOf(answer)
        if (code === 'token-expired') {
          await startSession()
          continue
        }
        if (answer.status === 429) throw new Error(code)
        attempt = 0
        const now = kept()!
        memory.write({ ...now, waiting: now.waiting.filter(({ clientId }) => clientId !== next.clientId) })
        if (answer.ok) ears.taken(next.clientId)
        else ears.refused(next.clientId, answer.status === 404 ? 'closed' : 'too-many')
      }
      attempt = 0
      ears.online(true)
      if (kept()) listen()
    } catch {
      later()
    } finally {
      flushing = false
    }
  }

  function later(): void {
    if (isStopped) return
    attempt += 1
    if (attempt > 1) ears.online(false)
    clearTimeout(again)
    const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2)
    again = setTimeout(() => void flush(), delay)
  }

  function hear(event: ChatEvent): void {
    if (event.type === 'typing') return ears.typing()
    if (event.type === 'seen') return ears.seen(event.at)
    take([event.line])
  }

  function take(lines: readonly ChatLine[]): void {
    const fresh = lines.filter(({ id, from }) => from === 'us' && !received.has(id))
    for (const line of lines) {
      if (line.from === 'us') received.add(line.id)
      ears.line(line)
    }
    if (fresh.length === 0) return
    const now = kept()
    if (now) memory.write({ ...now, last: fresh.at(-1)!.id })
    tell({ received: fresh.slice(-100).map(({ id }) => id) })
  }

  function listen(): void {
    if (stream || isStopped) return
    stream = new AbortController()
    void (canStream ? follow(stream.signal) : poll(stream.signal))
      .catch(() => {})
      .then(() => {
        stream = null
        if (!isStopped && kept()) later()
      })
  }

  async function follow(signal: AbortSignal): Promise<void> {
    const last = kept()?.last
    const answer = await ask('/stream', undefined, { signal, headers: last ? { 'last-event-id': last } : {} })
    if (!answer.ok || !answer.body) {
      canStream = answer.body !== null && answer.status !== 429
      if ((await codeOf(answer)) === 'token-expired') memory.forget()
      return
    }
    attempt = 0
    ears.online(true)
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
    let rest = ''
    for (let isFirst = true; ; isFirst = false) {
      const chunk = await within(reader.read(), isFirst ? firstBytesMs : silenceMs)
      if (!chunk) {
        // The first bytes come at once; where they do not, something on the way holds streams back.
        canStream = !isFirst
        void reader.cancel()
        return
      }
      const { value, done } = chunk
      if (done) return
      const lines = (rest + value).split('\n')
      rest = lines.pop()!
      for (const line of lines) if (line.startsWith('data: ')) hear(JSON.parse(line.slice(6)) as ChatEvent)
    }
  }

  async function poll(signal: AbortSignal): Promise<void> {
    for (;;) {
      const last = kept()?.last
      const answer = await ask(`/messages?wait=${pollSeconds}${last ? `&after=${last}` : ''}`, undefined, { signal })
      if (!answer.ok) return
      attempt = 0
      const { items, seenAt } = (await answer.json()) as { items: ChatLine[]; seenAt: string | null }
      take(items)
      if (seenAt) ears.seen(seenAt)
    }
  }

  /** Signals pass by: one that is lost is said by the next or by nobody. */
  function tell(signal: { typing?: boolean; received?: string[]; read?: string[]; gone?: boolean }): void {
    if (kept()) ask('/signals', signal, { keepalive: true }).catch(() => {})
  }

  return {
    readState,
    /** The first key is pressed: the puzzle is begun. */
    warm() {
      if (state && !kept()) puzzle ??= solve(state.challenge)
    },
    hasConversation: () => kept() !== null,
    /** Goes on with a conversation that this browser had. */
    async resume(): Promise<void> {
      const answer = await ask('/messages')
      if (answer.ok) {
        const { items, seenAt } = (await answer.json()) as { items: ChatLine[]; seenAt: string | null }
        take(items)
        if (seenAt) ears.seen(seenAt)
      } else if ((await codeOf(answer)) === 'token-expired' && kept()?.waiting.length === 0) return memory.forget()
      await flush()
    },
    say(said: Said, given: Begin): void {
      begin = given
      const now = kept() ?? { token: newToken(), waiting: [], last: null }
      const { clientId, text, files } = said
      const waiting = [...now.waiting, { clientId, text, fileIds: files.map(({ id }) => id) }]
      memory.write({ ...now, waiting })
      void flush()
    },
    async upload(file: File, given: Begin): Promise<ChatFile | Refused> {
      begin = given
      if (!kept()) memory.write({ token: newToken(), waiting: [], last: null })
      const send = () =>
        ask(`/files?name=${encodeURIComponent(file.name.slice(0, 200))}`, undefined, {
          method: 'POST',
          body: file,
          headers: { 'content-type': 'application/octet-stream' },
        })
      let answer = await send()
      if (!answer.ok && (await codeOf(answer.clone())) === 'token-expired') {
        await startSession()
        answer = await send()
      }
      if (answer.ok) return (await answer.json()) as ChatFile
      return answer.status === 413 ? 'too-large' : answer.status === 400 ? 'wrong-type' : 'too-many'
    },
    async file(id: string): Promise<Blob> {
      const answer = await ask(`/files/${id}`)
      if (!answer.ok) throw new Error(String(answer.status))
      return answer.blob()
    },
    tell,
    /** A public picture of the company's. */
    async picture(path: string): Promise<Blob> {
      const answer = await fetch(home + path, { credentials: 'omit' })
      if (!answer.ok) throw new Error(String(answer.status))
      return answer.blob()
    },
    async mail(email: string): Promise<boolean> {
      return (await ask('/mail', { email })).ok
    },
    async rate(score: number, words: string): Promise<boolean> {
      return (await ask('/rating', { score, words })).ok
    },
    /** The line is back: no waiting. */
    retry() {
      attempt = 0
      stream?.abort()
      void flush()
    },
    stop() {
      isStopped = true
      clearTimeout(again)
      stream?.abort()
    },
  }
}
/** Null when it takes longer. */
function within<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

export type Link = ReturnType<typeof makeLink>

function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** A UUID, also on pages without TLS. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
