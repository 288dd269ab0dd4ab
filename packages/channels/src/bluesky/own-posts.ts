import type { RawItem } from '../connector.ts'
import { utc } from '../kit/message.ts'
import { postCollection, readAtUri } from './at-uri.ts'
import { query, readAs } from './client.ts'
import { itemOf } from './hydrate.ts'
import { signIn } from './session.ts'
import { OwnRecord, PostRecord, RecordPage } from './shapes.ts'
import type { BlueskyContext } from './settings.ts'

/** What we send ourselves is on record by then under the network's id; what was written in the app waits as long. */
const ripeMs = 2 * 60_000
const newestMost = 50

/** Kept so that none is taken twice: their keys are times by the clock of whoever wrote, which may be wrong. */
const keptMost = 300

/**
 * What was written under our account since the last visit, here or in the network's own app, oldest first. `before`: keys of
 * those that are known (an older release: the newest of them).
 */
export async function newOwnPosts(
  context: BlueskyContext,
  before: readonly string[] | string | null,
): Promise<{ items: RawItem[]; taken: string[] }> {
  const { did, handle } = await signIn(context)
  const params = { repo: did, collection: postCollection, limit: newestMost }
  const { records } = readAs(await query(context, 'com.atproto.repo.listRecords', params), RecordPage)
  const listed = records
    .flatMap((record) => OwnRecord.safeParse(record).data ?? [])
    .map((record) => ({
      ...record,
      key: readAtUri(record.uri)?.rkey ?? '',
      post: PostRecord.safeParse(record.value).data,
    }))
    .filter(({ key }) => key !== '')
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const keys = listed.map(({ key }) => key)
  // At the first visit everything of ours was there before.
  if (before === null) return { items: [], taken: keys }
  const known = typeof before === 'string' ? keys.filter((key) => key <= before) : before
  // Older ones come up again at the end of the list when newer ones are deleted.
  const floor = listed.length < newestMost ? '' : (known.toSorted()[0] ?? '')
  const ripe = listed.filter(({ key, post }) => key >= floor && !known.includes(key) && isRipe(post?.createdAt))
  const author = { did, handle, displayName: undefined }
  const items = ripe.map(({ uri, cid, value, post }) => {
    const indexedAt = utc(post?.createdAt) ?? ''
    return itemOf({ reason: 'own', uri, cid, author, record: value, indexedAt, parents: [] }, { post: true })
  })
  return { items, taken: [...ripe.map(({ key }) => key), ...known].toSorted().slice(-keptMost) }
}

/** By the clock of whoever wrote: one that is far off in either direction waits for nothing. */
function isRipe(createdAt: string | undefined): boolean {
  const ageMs = Date.now() - Date.parse(createdAt ?? '')
  return Number.isNaN(ageMs) || Math.abs(ageMs) > ripeMs
}
