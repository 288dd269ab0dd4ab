import { connectorOf, type RawItem } from '@resonanz/channels'
import { InletItem } from '@resonanz/contracts'
import type { FastifyRequest } from 'fastify'
import { openSecrets, presenceByKey } from '#presences'
import type { Deps } from '#platform/deps'
import { inTransaction } from '#platform/db/database'
import { notFound, Refusal } from '#platform/errors'
import { limits } from '#platform/http/limits'
import { storeItems } from './store-items.ts'

export type PushResult = {
  accepted: number
  known: number
  refused: { line: number; id: string | null; reason: string }[]
}

/**
 * Takes what any tool pushes: one JSON item or NDJSON lines, signed by Standard Webhooks over the raw body. Fails closed
 * on a missing or wrong signature. Answers only when every accepted item is on disk; a line that is not an item is
 * named and refused, the others are taken.
 */
export async function pushInlet(deps: Deps, key: string, request: FastifyRequest): Promise<PushResult> {
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const { presence, verdict } = await checked(deps, key, request, raw)
  if (!verdict.ok) throw new Refusal('signature-invalid', undefined, { reason: verdict.reason })
  const { items, refused } = readItems(raw, String(request.headers['content-type'] ?? ''))
  const stored = await inTransaction(deps.db.system, (tx) =>
    storeItems(tx, { id: presence.id, workspaceId: presence.workspace_id }, items, { signature: 'valid' }),
  )
  return {
    accepted: stored.filter((item) => item.fresh).length,
    known: stored.filter((item) => !item.fresh).length,
    refused,
  }
}

/** An address that is nobody's and a push without a signature are refused before their bytes are taken in. */
export async function refuseInletByHead(deps: Deps, request: FastifyRequest): Promise<void> {
  const { verdict } = await checked(deps, (request.params as { key: string }).key, request, new Uint8Array())
  if (!verdict.ok && verdict.reason !== 'wrong')
    throw new Refusal('signature-invalid', undefined, { reason: verdict.reason })
}

async function checked(deps: Deps, key: string, { headers }: FastifyRequest, raw: Uint8Array) {
  const presence = await presenceByKey(deps.db.system, key)
  if (!presence || presence.kind !== 'inlet' || presence.archived_at || presence.paused) throw notFound()
  const secrets = openSecrets<{ signing?: string[] }>(deps, presence)?.signing ?? []
  return { presence, verdict: connectorOf('inlet').verify!(raw, headers, { secrets, nowMs: Date.now() }) }
}

function readItems(raw: Buffer, contentType: string): { items: RawItem[]; refused: PushResult['refused'] } {
  const lines = contentType.includes('ndjson') ? raw.toString('utf8').split('\n') : [raw.toString('utf8')]
  const items: RawItem[] = []
  const refused: PushResult['refused'] = []
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    if (items.length >= limits.inletBatchItems) {
      refused.push({ line: index + 1, id: null, reason: 'too-many-lines' })
      break
    }
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      refused.push({ line: index + 1, id: null, reason: 'not-json' })
      continue
    }
    const parsed = InletItem.safeParse(value)
    if (!parsed.success) {
      const id = typeof (value as { id?: unknown })?.id === 'string' ? (value as { id: string }).id.slice(0, 100) : null
      refused.push({
        line: index + 1,
        id,
        reason: parsed.error.issues
          .map((issue) => `${issue.path.join('.')}: ${issue.message}`)
          .join('; ')
          .slice(0, 300),
      })
      continue
    }
    items.push({
      sourceKey: parsed.data.id,
      contentType: 'application/json',
      source: {},
      raw: Buffer.from(JSON.stringify(parsed.data)),
      ...(parsed.data.occurredAt ? { occurredAt: parsed.data.occurredAt } : {}),
    })
  }
  return { items, refused }
}
