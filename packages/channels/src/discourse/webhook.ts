import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { RawItem, VerifyCheck, Verdict } from '../connector.ts'
import { header } from '../kit/header.ts'
import { utc } from '../kit/message.ts'
import { postItem, postVersion } from './post-item.ts'
import { Post } from './shapes.ts'

/** HMAC-SHA256 of the raw body, as hex behind `sha256=`. Everything missing is a refusal. */
export function verify(raw: Uint8Array, headers: Headers | Record<string, unknown>, check: VerifyCheck): Verdict {
  if (check.secrets.length === 0) return { ok: false, reason: 'no-secret' }
  const sent = /^sha256=([0-9a-f]{64})$/i.exec(header(headers, 'x-discourse-event-signature') ?? '')?.[1]
  if (sent === undefined) return { ok: false, reason: 'no-signature' }
  const given = Buffer.from(sent, 'hex')
  let ok = false
  // All are compared: how long it takes tells nothing.
  for (const secret of check.secrets) {
    ok = timingSafeEqual(createHmac('sha256', secret).update(raw).digest(), given) || ok
  }
  return ok ? { ok: true } : { ok: false, reason: 'wrong' }
}

/** One call, one event. Its number makes a repeated call the same item. */
export function unpack(raw: Uint8Array, headers: Headers | Record<string, unknown>): RawItem[] {
  const event = (header(headers, 'x-discourse-event') ?? 'unknown').slice(0, 60)
  const given = readJson(raw) as { post?: unknown } | null
  const post = Post.safeParse(given?.post).data
  if (post && (event === 'post_created' || event === 'post_edited')) {
    return [postItem(given!.post, post, { edited: event === 'post_edited' })]
  }
  const id = header(headers, 'x-discourse-event-id')?.slice(0, 60)
  const occurredAt = utc(post?.deleted_at ?? post?.updated_at ?? undefined)
  return [
    {
      sourceKey: `event/${id ?? createHash('sha256').update(raw).digest('hex')}`,
      version: post ? postVersion(post) : '',
      contentType: 'application/json',
      source: { event },
      raw,
      ...(occurredAt === null ? {} : { occurredAt }),
    },
  ]
}

function readJson(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw))
  } catch {
    return null
  }
}
