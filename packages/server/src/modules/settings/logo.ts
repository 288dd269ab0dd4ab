import { randomBytes } from 'node:crypto'
import type { Settings } from '@resonanz/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { type Db, inTransaction, one, run } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { pictureOf } from './picture-size.ts'
import { forgetSettings, settingsOf } from './read-settings.ts'

const mostBytes = 256 * 1024
const mostPixels = 4_000

/** The company's mark on every page for customers. No SVG: it can carry scripts, and every program that makes one makes a PNG. */
export async function saveLogo(deps: Deps, actor: Actor, request: FastifyRequest): Promise<Settings> {
  const tooLarge = () => new Refusal('too-large', 'A logo has at most 256 kB.', { maxBytes: mostBytes })
  const part = await request.file({ limits: { fileSize: mostBytes, files: 1, fields: 0, parts: 1 } })
  if (!part) throw new Refusal('invalid-input', 'No file in the request.')
  const bytes = await part.toBuffer().catch(() => {
    throw tooLarge()
  })
  const picture = pictureOf(bytes)
  if (!picture) throw new Refusal('invalid-input', 'A logo is a PNG, JPEG or WebP picture.', { field: 'file' })
  if (picture.width > mostPixels || picture.height > mostPixels) throw tooLarge()
  await change(deps, actor, (tx) =>
    writeLogo(tx, { ...picture, bytes, workspaceId: actor.workspaceId, by: actor.memberId }),
  )
  return settingsOf(deps, actor.workspaceId)
}

export async function removeLogo(deps: Deps, actor: Actor): Promise<Settings> {
  await change(deps, actor, async (tx) => {
    await run(tx, sql`delete from company_logo where workspace_id = ${actor.workspaceId}`)
  })
  return settingsOf(deps, actor.workspaceId)
}

type NewLogo = { workspaceId: string; type: string; width: number; height: number; bytes: Buffer; by: string | null }
export async function writeLogo(tx: Db, logo: NewLogo): Promise<void> {
  await run(
    tx,
    sql`insert into company_logo (workspace_id, type, bytes, width, height, key, changed_by)
      values (${logo.workspaceId}, ${logo.type}, ${logo.bytes}, ${logo.width}, ${logo.height}, ${randomBytes(16).toString('base64url')}, ${logo.by})
      on conflict (workspace_id) do update set type = excluded.type, bytes = excluded.bytes, width = excluded.width, height = excluded.height, key = excluded.key,
        changed_by = excluded.changed_by, changed_at = now()`,
  )
}

async function change(deps: Deps, actor: Actor, write: (tx: Db) => Promise<void>): Promise<void> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await write(tx)
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'workspace', id: actor.workspaceId },
        actor: journalActor(actor),
        kind: 'settings.changed',
        data: { fields: ['logo'] },
      },
    ])
  })
  forgetSettings(actor.workspaceId)
}

/** For anybody: it stands on public pages. Never more than a picture, whoever opens its address by itself. */
export function mountLogo(app: FastifyInstance, deps: Pick<Deps, 'db'>): void {
  app.get<{ Params: { key: string } }>('/logo/:key', { schema: { hide: true } }, async (request, reply) => {
    const { key } = request.params
    const found = /^[\w-]{22}$/.test(key)
      ? await one(
          deps.db.system,
          sql<{ type: string; bytes: Buffer }>`select type, bytes from company_logo where key = ${key}`,
        )
      : undefined
    if (!found) return reply.code(404).type('text/plain').send('')
    return reply
      .headers({
        'content-type': found.type,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'public, max-age=31536000, immutable',
        // Forms stand in frames of other sites, and in ours without our origin.
        'cross-origin-resource-policy': 'cross-origin',
        // The chat on other websites draws it from its bytes: their policy may forbid pictures from here.
        'access-control-allow-origin': '*',
      })
      .send(found.bytes)
  })
}
