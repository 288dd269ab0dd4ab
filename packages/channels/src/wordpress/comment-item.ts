import { createHash } from 'node:crypto'
import type { RawItem } from '../connector.ts'
import { utc } from '../kit/message.ts'
import type { Comment } from './shapes.ts'

export type Happened = 'written' | 'edited' | 'shown' | 'hidden' | 'gone' | 'back'

/** A comment as it is, with what happened to it and where it stands. `turn` keeps a state that comes again apart. */
export function commentItem(
  given: unknown,
  comment: Pick<Comment, 'id' | 'date_gmt'>,
  facts: { happened: Happened; root?: number; version: string },
): RawItem {
  const written = facts.happened === 'written' || facts.happened === 'edited'
  const occurredAt = facts.happened === 'written' ? gmt(comment.date_gmt) : null
  return {
    sourceKey: written ? `comment/${comment.id}` : `comment/${comment.id}/state`,
    version: facts.version,
    contentType: 'application/json',
    source: { happened: facts.happened, ...(facts.root === undefined ? {} : { root: facts.root }) },
    raw: Buffer.from(JSON.stringify(given)),
    ...(occurredAt === null ? {} : { occurredAt }),
  }
}

/** Its words: WordPress keeps no time of a change. */
export function versionOf({ content }: Pick<Comment, 'content'>): string {
  return createHash('sha256')
    .update(content.raw ?? content.rendered)
    .digest('base64url')
    .slice(0, 22)
}

/** WordPress writes its UTC times without saying so. */
export function gmt(value: string | null | undefined): string | null {
  return value ? utc(/[zZ]|[+-]\d\d:?\d\d$/.test(value) ? value : `${value}Z`) : null
}

/** A comment in a shape we do not know. */
export function oddItem(given: unknown): RawItem {
  const raw = Buffer.from(JSON.stringify(given) ?? '')
  return {
    sourceKey: `odd/${createHash('sha256').update(raw).digest('hex')}`,
    contentType: 'application/json',
    source: {},
    raw,
  }
}
