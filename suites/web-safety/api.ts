import { randomUUID } from 'node:crypto'
import { solveChallenge } from '../../packages/server/src/modules/intake/form/challenge.ts'

type Person = { email: string; password: string }
type Answer = Record<string, unknown>

/** The product's API as its owner uses it. Every request comes from another address: the suite asks faster than people may. */
export class Api {
  readonly url: string
  cookie = ''

  constructor(url: string) {
    this.url = url
  }

  async signIn(person: Person): Promise<void> {
    const answer = await fetch(`${this.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.url },
      body: JSON.stringify(person),
    })
    if (!answer.ok) throw new Error(`sign in: ${answer.status} ${await answer.text()}`)
    this.cookie = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }

  async connect(kind: string, name: string, settings: Answer, secrets?: Answer) {
    return (await this.call('POST', '/api/v1/presences', {
      kind,
      name,
      settings,
      ...(secrets ? { secrets } : {}),
    })) as {
      presence: { id: string; publicKey: string | null }
      signingSecret: string | null
    }
  }

  async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await this.#ask(method, path, body)
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`)
    return answer.json()
  }

  /** Whether it was taken. A refusal is fine: what is refused reaches no screen. A fault of the server is not. */
  async tried(method: string, path: string, body: unknown): Promise<boolean> {
    const answer = await this.#ask(method, path, body)
    if (answer.status >= 500)
      throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()} ${JSON.stringify(body)}`)
    return answer.ok
  }

  text(path: string): Promise<string> {
    return this.#ask('GET', path).then((answer) => answer.text())
  }

  async pages<T>(path: string): Promise<T[]> {
    const items: T[] = []
    for (let cursor = ''; ; ) {
      const page = (await this.call('GET', `${path}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)) as {
        items: T[]
        nextCursor: string | null
      }
      items.push(...page.items)
      if (!page.nextCursor) return items
      cursor = page.nextCursor
    }
  }

  async sendForm(key: string, words: string): Promise<boolean> {
    const state = (await this.call('GET', `/api/v1/forms/${key}`)) as { challenge: { token: string; bits: number } }
    return this.tried('POST', `/api/v1/forms/${key}`, {
      clientId: randomUUID(),
      question: words.padEnd(3, '.'),
      name: words.slice(0, 200).replace(/[\r\n]+/g, ' '),
      email: `form-${randomUUID()}@kunden.example`,
      phone: words.slice(0, 60),
      orderNumber: words.slice(0, 60),
      challenge: state.challenge.token,
      answer: solveChallenge(state.challenge),
    })
  }

  #ask(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(this.url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie ? { cookie: this.cookie } : {}),
        'x-forwarded-for': anyAddress(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }
}

export function anyAddress(): string {
  const part = () => Math.floor(Math.random() * 250) + 1
  return `10.${part()}.${part()}.${part()}`
}
