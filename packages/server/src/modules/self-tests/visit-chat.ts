import { randomBytes } from 'node:crypto'
import type { SendOutcome } from '@resonanz/channels'
import { chatRoutes } from '@resonanz/contracts'
import { solveChallenge } from '#intake'
import type { Config } from '#platform/config'

/** `home`: where our own pages answer, when it is not what the configuration says. */
export type Visiting = { config: Pick<Config, 'publicUrl' | 'host' | 'port'>; home?: string }
type Visit = { key: string; runId: string; text: string; language: 'de' | 'en' }

const patienceMs = 15_000

/**
 * A visitor of our own: the same requests as a browser on our chat page, at the address people use, through whatever stands
 * before it. Says one thing and leaves.
 */
export async function visitChat(
  { config, home }: Visiting,
  { key, runId, text, language }: Visit,
): Promise<SendOutcome> {
  const own = home ?? config.publicUrl ?? `http://${config.host}:${config.port}`
  const at = `${own.replace(/\/+$/, '')}/api/v1/chat/${encodeURIComponent(key)}`
  const headers = {
    authorization: `Bearer ${randomBytes(32).toString('base64url')}`,
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
  }
  const ask = async (path: string, body?: object) => {
    const answer = await fetch(`${at}${path}`, {
      method: body ? 'POST' : 'GET',
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!answer.ok) throw new Refused(answer.status)
    return answer.json()
  }
  try {
    const { challenge } = chatRoutes.state.response.parse(await ask(''))
    await ask('/sessions', {
      challenge: challenge.token,
      answer: solveChallenge(challenge),
      language,
      name: 'Selbsttest',
    })
    await ask('/messages', { clientId: runId, text, fileIds: [] })
    // The window is closed; that it could not be said costs nothing.
    await ask('/signals', { gone: true }).catch(() => undefined)
    return { state: 'handed_over', providerId: null }
  } catch (error) {
    const code = error instanceof Refused ? `http-${error.status}` : 'chat-not-reached'
    return { state: 'failed', code, detail: (error as Error).message.slice(0, 200) }
  }
}

class Refused extends Error {
  readonly status: number
  constructor(status: number) {
    super(`answered ${status}`)
    this.status = status
  }
}
