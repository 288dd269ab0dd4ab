import { randomUUID } from 'node:crypto'
import { signWebhook } from '@resonanz/channels'
import type { Product } from '../tests/product.ts'

export type Client = {
  url: string
  /** Cookie header of the signed-in owner. */
  cookie: string
  /** Pushes one signed item; resolves when the product has it on disk. */
  push(item: Record<string, unknown>): Promise<void>
}

/** A product set up by its own first-run route, its owner signed in, one signed inlet of posts that need an answer. */
export async function setUp(product: Product): Promise<Client> {
  const { url } = product
  const person = { email: 'inhaberin@laden.test', password: 'ein-langes-passwort' }
  await call(url, '', '/api/v1/setup', {
    token: product.setupToken,
    workspaceName: 'Laden',
    name: 'Inhaberin',
    language: 'de',
    ...person,
  })
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(person),
  })
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const made = (await call(url, cookie, '/api/v1/presences', { kind: 'inlet', name: 'Eingang', settings: {} })) as {
    presence: { publicKey: string }
    signingSecret: string
  }
  return {
    url,
    cookie,
    async push(item) {
      const body = Buffer.from(JSON.stringify(item))
      const answer = await fetch(`${url}/api/v1/inlet/${made.presence.publicKey}`, {
        method: 'POST',
        headers: {
          ...signWebhook(made.signingSecret, randomUUID(), Date.now(), body),
          'content-type': 'application/json',
        },
        body,
      })
      if (answer.status !== 202) throw new Error(`inlet answered ${answer.status}: ${await answer.text()}`)
      await answer.arrayBuffer()
    },
  }
}

async function call(url: string, cookie: string, path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`)
  return text ? JSON.parse(text) : null
}
