import { ChatSettings, type Settings } from '@resonanz/contracts'
import type { FastifyRequest } from 'fastify'
import { presenceByKey, type PresenceRow } from '#presences'
import { settingsOf } from '#settings'
import type { Deps } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'

export type Chat = { key: string; presence: PresenceRow; settings: ChatSettings; workspace: Settings }

const freshMs = 5_000
const mostKept = 2_000
const kept = new Map<string, { until: number; presence: PresenceRow }>()

/**
 * The chat behind a public key; throws not-found for anything that takes no visitors. Kept for five seconds: thousands of
 * browsers ask for the same few.
 */
export async function chatOf(deps: Deps, key: string): Promise<Chat> {
  const presence = await presenceOf(deps, key)
  const { sample: _, ...settings } = presence.settings
  return {
    key,
    presence,
    settings: ChatSettings.parse(settings),
    workspace: await settingsOf(deps, presence.workspace_id),
  }
}

async function presenceOf(deps: Deps, key: string): Promise<PresenceRow> {
  const known = kept.get(key)
  if (known && known.until > performance.now()) return known.presence
  const presence = await presenceByKey(deps.db.system, key)
  if (!presence || presence.kind !== 'chat' || presence.archived_at || presence.paused) throw notFound()
  if (kept.size >= mostKept) kept.clear()
  kept.set(key, { until: performance.now() + freshMs, presence })
  return presence
}

/**
 * Where the page that shows the chat lies: one the company named, or our own. A browser says it, and cannot be made to say
 * otherwise by a page; whoever calls without a browser is met by the limits and the puzzle.
 */
export function guardOrigin(chat: Chat, request: FastifyRequest): void {
  if (request.headers['sec-fetch-site'] === 'same-origin') return
  const { origin } = request.headers
  if (typeof origin === 'string' && isAllowed(chat.settings.allowedOrigins, origin)) return
  throw new Refusal('not-allowed', 'This website may not show the chat. Name it in the settings of the channel.')
}

/** `https://*.firma.example` is every place under it. */
export function isAllowed(allowed: readonly string[], origin: string): boolean {
  return allowed.some((one) => {
    if (one.toLowerCase() === origin) return true
    const [scheme, host] = one.toLowerCase().split('://*.')
    return host !== undefined && origin.startsWith(`${scheme}://`) && origin.endsWith(`.${host}`)
  })
}
