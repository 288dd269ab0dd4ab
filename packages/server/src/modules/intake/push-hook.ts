import { connectorOf, type RawItem } from '@resonanz/channels'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { askStandingAgain, contextFor, openSecrets, presenceByKey, type PresenceRow } from '#presences'
import type { Deps } from '#platform/deps'
import { inTransaction } from '#platform/db/database'
import { notFound, Refusal } from '#platform/errors'
import { shareOut } from './share-out.ts'
import { storeItems } from './store-items.ts'
import { tellTaken } from './tell-taken.ts'

const tellMs = 15_000

/**
 * Takes what a network pushes. Fails closed on a missing or wrong signature over the raw body; then the whole batch is
 * on disk before it is answered, whatever it holds: networks stop calling who refuses. What cannot be read stands in
 * quarantine.
 */
export async function pushHook(deps: Deps, key: string, request: FastifyRequest): Promise<{ ok: true }> {
  const { presence, receive, secrets, settings } = heads.get(request) ?? (await hookOf(deps, key))
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const verdictFor = (of: unknown, by: unknown) =>
    receive.verify(raw, request.headers, {
      secrets: receive.secretsOf(of, by).filter((secret) => secret !== ''),
      nowMs: Date.now(),
    })
  const verdict = verdictFor(secrets, settings)
  if (!verdict.ok) throw new Refusal('signature-invalid', undefined, { reason: verdict.reason })
  const items = unpacked(deps, receive.unpack, raw, request)
  const shares = await inTransaction(deps.db.system, async (tx) => {
    const { accounts } = receive
    const shared = accounts
      ? await shareOut(deps, tx, {
          presence,
          accounts,
          items,
          isSignedFor: (other, known) => verdictFor(known, settingsOf(connectorOf(other.kind).settings, other)).ok,
        })
      : [{ presence, items }]
    for (const { presence: of, items: share } of shared)
      await storeItems(tx, { id: of.id, workspaceId: of.workspace_id }, share, { signature: 'valid' })
    return shared
  })
  const { standing } = connectorOf(presence.kind)
  for (const { presence: of, items: share } of shares)
    if (standing && share.some(standing.isTold)) await askStandingAgain(deps.db.system, of)
  const contextOf = () => contextFor(deps, { connectorOf }, presence, AbortSignal.timeout(tellMs))
  tellTaken(deps, connectorOf(presence.kind), contextOf, items)
  return { ok: true }
}

const heads = new WeakMap<FastifyRequest, Awaited<ReturnType<typeof hookOf>>>()

/** An address that is nobody's and a push without a signature are refused before their bytes are taken in. */
export async function refuseByHead(deps: Deps, request: FastifyRequest): Promise<void> {
  const hook = await hookOf(deps, (request.params as { key: string }).key)
  const { receive, secrets, settings } = hook
  const known = receive.secretsOf(secrets, settings).filter((secret) => secret !== '')
  const verdict = receive.verify(new Uint8Array(), request.headers, { secrets: known, nowMs: Date.now() })
  if (!verdict.ok && verdict.reason !== 'wrong')
    throw new Refusal('signature-invalid', undefined, { reason: verdict.reason })
  heads.set(request, hook)
}

/** A network asks whether this address is ours. */
export async function answerChallenge(
  deps: Deps,
  key: string,
  query: Record<string, string>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { receive, secrets, settings } = await hookOf(deps, key)
  const answer = receive.challenge?.(query, secrets, settings) ?? null
  if (!answer) throw new Refusal('signature-invalid', undefined, { reason: 'wrong' })
  return reply
    .code(answer.status)
    .header('content-type', answer.contentType)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(answer.body)
}

async function hookOf(deps: Deps, key: string) {
  const presence = await presenceByKey(deps.db.system, key)
  const { receive, settings } = connectorOf(presence?.kind ?? 'found')
  if (!presence || !receive || presence.archived_at || presence.paused) throw notFound()
  return { presence, receive, secrets: openSecrets(deps, presence) ?? {}, settings: settingsOf(settings, presence) }
}

function settingsOf(schema: { safeParse(value: unknown): { data?: unknown } }, presence: PresenceRow): unknown {
  const { sample: _, ...stored } = presence.settings
  return schema.safeParse(stored).data ?? stored
}

/** A signed body that its own connector chokes on is kept whole all the same. */
function unpacked(
  deps: Deps,
  unpack: (raw: Uint8Array, headers: Record<string, unknown>) => RawItem[],
  raw: Buffer,
  request: FastifyRequest,
): RawItem[] {
  const whole: RawItem = {
    sourceKey: '',
    contentType: String(request.headers['content-type'] ?? 'application/octet-stream').slice(0, 200),
    source: {},
    raw,
  }
  try {
    const items = unpack(raw, request.headers)
    return items.length > 0 ? items : [whole]
  } catch (error) {
    deps.log.warn({ err: error }, 'a pushed body could not be taken apart')
    return [whole]
  }
}
