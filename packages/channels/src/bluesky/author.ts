import type { InboundMessage } from '../connector.ts'
import { readAtUri } from './at-uri.ts'
import type { Author } from './shapes.ts'

/** The network knows people by their DID; handles are names they change. */
export function authorOf(author: Author | undefined, uri: string): InboundMessage['author'] {
  const did = author?.did ?? readAtUri(uri)?.did
  if (!did) return null
  const display = author?.handle ? `@${author.handle}` : did
  return { kind: 'handle', scope: 'bluesky', key: did, display, name: author?.displayName?.trim() || null }
}
