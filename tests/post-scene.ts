import { capabilitiesOf, type PostContent } from '@resonanz/contracts'
import { sql } from 'kysely'
import { one, rows } from '../packages/server/src/platform/db/database.ts'
import type { Actor, Deps } from '../packages/server/src/platform/deps.ts'
import type { House } from './deps.ts'
import { toPost } from '../packages/server/src/modules/publishing/post.ts'
import { accessPost } from '../packages/server/src/modules/publishing/store.ts'

const kinds = Object.keys(capabilitiesOf) as (keyof typeof capabilitiesOf)[]
const known = kinds.find((kind) => {
  const { publish, maxLength, attachments } = capabilitiesOf[kind]
  return publish && maxLength && attachments && !attachments.alt
})
/** A kind that takes posts of limited length with pictures. */
export const postingKind = known ?? kinds.find((kind) => kind === 'feed')!
if (!known)
  Object.assign(capabilitiesOf.feed, {
    publish: true,
    maxLength: { count: 500, unit: 'graphemes' },
    attachments: { maxCount: 4, maxBytesEach: 1_000_000, maxBytesTogether: 4_000_000 },
  })

/** Two presences of a house that take posts, and what stands in its books about them. */
export async function makeScene(deps: Deps, house: House) {
  const w = house.workspaceId
  const presences = [deps.newId(), deps.newId()] as const
  for (const [n, id] of presences.entries())
    await sql`insert into presence (workspace_id, id, kind, name, address) values (${w}, ${id}, ${postingKind}, ${`Auftritt ${n + 1}`}, ${`@nordlicht${n + 1}`})`.execute(
      deps.db.system,
    )
  const scene = {
    presences,
    /** Far enough away that no test reaches it; posts are made due by `due`. */
    content: (more: Partial<PostContent> = {}): PostContent => ({
      text: 'Unser Laden am Hafen hat ab Montag wieder geöffnet.',
      targets: [{ presenceId: presences[0], text: null }],
      media: [],
      localTime: '2090-05-02T09:00',
      timeZone: 'Europe/Berlin',
      ...more,
    }),
    due: (id: string, minutesAgo = 0) =>
      sql`update planned_post set planned_at = now() - make_interval(mins => ${minutesAgo}) where id = ${id}`.execute(
        deps.db.system,
      ),
    read: async (id: string, who: Actor = house.lead) => {
      const rules = await one(
        deps.db.system,
        sql<{ p: boolean }>`select paused_at is not null as p from publishing where workspace_id = ${w}`,
      )
      return toPost(await accessPost(deps.db.of(w), w, id), who, rules?.p ?? false)
    },
    kinds: async (id: string) =>
      (
        await rows<{ kind: string }>(
          deps.db.system,
          sql`select kind from journal where subject_id = ${id} order by seq`,
        )
      ).map(({ kind }) => kind),
  }
  return scene
}
