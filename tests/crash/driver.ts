import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { signWebhook } from '@resonanz/channels'

/** What the rule of this world writes into each new case. */
export const ruleNote = 'Gesehen und gezählt'

type Json = Record<string, unknown>

/**
 * A customer's world and an agent in one: pushes items until each is acknowledged, answers cases until each answer is
 * acknowledged, with the same ids and keys again and again, as a good client does. Remembers what was promised to it.
 */
export class Driver {
  /** Source keys that the product acknowledged. */
  readonly accepted = new Set<string>()
  /** Message-row ids of answers that were acknowledged, by their idempotency key. */
  readonly replies = new Map<string, string>()
  readonly #url: string
  #cookie = ''
  #inlet = { key: '', secret: '' }
  #working = true
  #next = 0

  constructor(url: string) {
    this.#url = url
  }

  async setUp(token: string, smtpPort: number): Promise<void> {
    const person = { email: 'inhaberin@laden.test', password: 'ein-langes-passwort' }
    await this.#call('POST', '/api/v1/setup', {
      token,
      workspaceName: 'Laden',
      name: 'Inhaberin',
      language: 'de',
      ...person,
    })
    const signedIn = await fetch(`${this.#url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.#url },
      body: JSON.stringify(person),
    })
    this.#cookie = signedIn.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
    const mailbox = {
      address: 'service@laden.test',
      imap: { host: '127.0.0.1', port: smtpPort, security: 'none', user: 'x' },
      smtp: { host: '127.0.0.1', port: smtpPort, security: 'none', user: 'x' },
    }
    const mail = (await this.#call('POST', '/api/v1/presences', {
      kind: 'email',
      name: 'Postfach',
      settings: mailbox,
      secrets: { password: 'x' },
    })) as { presence: { id: string } }
    const form = (await this.#call('POST', '/api/v1/presences', { kind: 'inlet', name: 'Eingang', settings: {} })) as {
      presence: { publicKey: string }
      signingSecret: string
    }
    this.#inlet = { key: form.presence.publicKey, secret: form.signingSecret }
    await this.#call('PATCH', '/api/v1/settings', { undoSeconds: 0 })
    this.mailPresenceId = mail.presence.id
    await this.#setUpReaders()
  }
  mailPresenceId = ''

  /** What reads the journal has its part: a rule that notes every new case once, a queue that gives each to its owner once. */
  async #setUpReaders(): Promise<void> {
    const rule = (await this.#call('POST', '/api/v1/workflows', {
      name: 'Gesehen',
      definition: {
        trigger: { on: 'event', events: ['case.created'] },
        when: null,
        then: [{ do: 'note', text: ruleNote, mentionIds: [] }],
      },
    })) as { id: string }
    await this.#call('POST', `/api/v1/workflows/${rule.id}/switch`, { enabled: true })
    const { items } = (await this.#call('GET', '/api/v1/members')) as { items: { id: string }[] }
    const team = (await this.#call('POST', '/api/v1/teams', {
      name: 'Service',
      memberIds: items.map(({ id }) => id),
    })) as { id: string }
    const { version, policy } = (await this.#call('GET', '/api/v1/routing')) as { version: number; policy: Json }
    await this.#call('PUT', '/api/v1/routing', {
      basedOn: version,
      note: '',
      policy: {
        ...policy,
        table: [{ presenceId: null, topicId: null, language: null, kind: null, teamId: team.id }],
        queues: [{ teamId: team.id, mode: 'push', overflow: null }],
        maxPushesPerHour: 500,
      },
    })
    await this.#call('PUT', '/api/v1/me/presence', { state: 'available' })
  }

  /** Until stopped: a batch of items, then a few answers, over and over. */
  async work(): Promise<void> {
    const pushing = (async () => {
      while (this.#working) {
        const ids = Array.from({ length: 5 }, () => `item-${this.#next++}`)
        await this.#untilDone(() => this.#push(ids))
        await sleep(30)
      }
    })()
    const answering = (async () => {
      for (let index = 0; this.#working; index += 1) {
        await this.#untilDone(() => this.#answer(index))
        await sleep(60)
      }
    })()
    await Promise.all([pushing, answering])
  }

  stop(): void {
    this.#working = false
  }

  /** Waits until nothing is waiting inside and nothing is on its way out. */
  async drain(): Promise<void> {
    let last: unknown
    for (let tries = 0; tries < 300; tries += 1) {
      try {
        const health = (await this.#call('GET', '/api/v1/health')) as {
          intake: { waiting: number }
          outbox: { queued: number }
        }
        last = { intake: health.intake, outbox: health.outbox }
        if (health.intake.waiting === 0 && health.outbox.queued === 0) return
      } catch (error) {
        last = error
      }
      await sleep(500)
    }
    throw new Error(`the product did not come to rest: ${last instanceof Error ? last.message : JSON.stringify(last)}`)
  }

  async #push(ids: string[]): Promise<void> {
    const body = ids
      .map((id) =>
        JSON.stringify({ id, author: { name: `Kundin ${id}`, email: `${id}@kunden.test` }, text: `Wo bleibt ${id}?` }),
      )
      .join('\n')
    const headers = signWebhook(this.#inlet.secret, randomUUID(), Date.now(), Buffer.from(body))
    const answer = await fetch(`${this.#url}/api/v1/inlet/${this.#inlet.key}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-ndjson' },
      body,
      signal: AbortSignal.timeout(8_000),
    })
    if (answer.status !== 202) throw new Error(`push: ${answer.status}`)
    for (const id of ids) this.accepted.add(id)
  }

  /** Writes a new mail case with an answer in it that leaves by SMTP. One idempotency key per step, however often it takes. */
  async #answer(index: number): Promise<void> {
    const made = (await this.#call(
      'POST',
      '/api/v1/cases',
      {
        channel: 'email',
        title: `Wir schreiben ${index}`,
        text: `Guten Tag, Nachricht ${index}.`,
        contact: { name: `Empfänger ${index}`, email: `empfang-${index}@kunden.test` },
      },
      `case-${index}`,
    )) as { id: string; lastMessageId: string | null; threads: { id: string }[] }
    const sent = (await this.#call(
      'POST',
      `/api/v1/cases/${made.id}/replies`,
      {
        threadId: made.threads[0]!.id,
        text: `Guten Tag, hier ist Ihre Antwort ${index}.`,
        expectedLastMessageId: made.lastMessageId,
        evenIfNewer: true,
        nextUpdate: null,
        to: [`empfang-${index}@kunden.test`],
      },
      `reply-${index}`,
    )) as { message: { id: string } }
    this.replies.set(`reply-${index}`, sent.message.id)
  }

  async #untilDone(step: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await step()
      } catch (error) {
        if (!this.#working) return
        if (error instanceof Refused) throw error
        if (error instanceof WasDone) return
        await sleep(150)
      }
    }
  }

  async #call(method: string, path: string, body?: Json, key?: string): Promise<unknown> {
    const answer = await fetch(this.#url + path, {
      method,
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(8_000),
    })
    const text = await answer.text()
    if (answer.ok) return text ? JSON.parse(text) : null
    // Refusals that do not pass by trying again are the test's own fault: say so at once.
    if ([400, 403, 404, 422].includes(answer.status))
      throw new Refused(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`)
    // Killed between its change and its answer: done, and never to be done again.
    if (answer.status === 409 && text.includes('was done')) throw new WasDone()
    throw new Error(`${answer.status}`)
  }
}

class Refused extends Error {}
class WasDone extends Error {}
