import { query } from './client.ts'
import { facetsOf, findMarked } from './facets.ts'
import type { BlueskyContext } from './settings.ts'

/** Links, hashtags and the handles somebody holds, as facets of a text. Throws ConnectorError. */
export async function facetsFor(context: BlueskyContext, text: string): Promise<object[]> {
  const marked = findMarked(text)
  const handles = new Set(marked.flatMap((one) => (one.kind === 'mention' ? [one.handle] : [])))
  const dids = new Map<string, string>()
  for (const handle of handles) {
    const answer = await query(context, 'com.atproto.identity.resolveHandle', { handle })
    const did = (answer.json as { did?: unknown } | undefined)?.did
    if (answer.status === 200 && typeof did === 'string') dids.set(handle, did)
  }
  return facetsOf(text, marked, dids)
}
