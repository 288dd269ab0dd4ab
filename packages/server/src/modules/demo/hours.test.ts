import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../../tests/database.ts'
import { testDeps } from '../../../../../tests/deps.ts'
import { rows } from '#platform/db/database'
import { loadDemo } from './load-demo.ts'

/** Of Berlin: before a morning, in a Sunday evening, around midnights, ends of months and years, both clock changes. */
const moments = [
  '2026-11-22T08:43:00Z',
  '2026-11-23T03:10:00Z',
  '2026-11-27T17:55:00Z',
  '2026-11-29T14:57:00Z',
  '2026-11-30T22:59:00Z',
  '2027-02-28T23:01:00Z',
  '2026-12-31T23:30:00Z',
  '2028-02-29T00:30:00Z',
  '2026-03-29T00:55:00Z',
  '2026-10-25T00:55:00Z',
]

test('whenever it is opened, the sample company has the same stories, and who is to be answered can be', {
  timeout: 300_000,
}, async () => {
  for (const moment of moments) {
    const deps = testDeps((await testDatabase()).url)
    try {
      await loadDemo(deps, { now: new Date(moment) })
      const [counts] = await rows<Record<string, number>>(
        deps.db.system,
        sql`select (select count(*)::int from approval where state = 'open') as approvals, (select count(*)::int from goodwill) as goodwill,
          (select count(*)::int from consultation) as consultations, (select count(*)::int from handover) as handovers, (select count(*)::int from case_ping_pong) as back_and_forth,
          (select count(*)::int from task) as tasks, (select count(*)::int from incident_case) > 2 as incident,
          (select count(*)::int from promise where kind <> 'next_update') as promises, (select count(*)::int from routing_decision) as reasons`,
      )
      expect(counts, moment).toEqual({
        approvals: 3,
        goodwill: 4,
        consultations: 6,
        handovers: 1,
        back_and_forth: 1,
        tasks: 4,
        incident: true,
        promises: 4,
        reasons: 12,
      })
      const wrong = await rows<{ what: string }>(
        deps.db.system,
        sql`select 'said ' || m.text as what from message m where m.occurred_at > ${moment}
          union all select 'opened ' || c.number from cases c where c.opened_at > ${moment} or c.last_message_at > ${moment} or c.closed_at > ${moment}
          union all select 'noted ' || n.text from note n where n.at > ${moment}
          union all select 'promised ' || p.text from promise p where p.made_at > ${moment} and p.made_at > now() or p.due_at < p.made_at
          union all select 'planned ' || p.text from planned_post p where p.planned_at <= ${moment} and not exists (select from planned_post_target t where t.post_id = p.id and t.state = 'sent')
          union all select 'sent ' || p.text from planned_post p where p.planned_at > ${moment} and exists (select from planned_post_target t where t.post_id = p.id and t.state = 'sent')`,
      )
      expect(wrong, moment).toEqual([])
      const [screens] = await rows<Record<string, boolean>>(
        deps.db.system,
        sql`select
          exists (select from message m join case_message cm on cm.message_id = m.id where m.channel = 'email' and m.html is not null) as html,
          exists (select from cases where channel in ('inlet','found')) as public,
          exists (select from cases where category in ('open','new') and owner_id is not null and channel = 'email') as mine,
          exists (select from cases where owner_id is null and category = 'new') as nobodys,
          exists (select from cases where follow_up_at > ${moment}) as resting,
          exists (select from cases where next_update_at <= ${moment} and category in ('open','waiting_internal')) as late`,
      )
      expect(screens, moment).toEqual({
        html: true,
        public: true,
        mine: true,
        nobodys: true,
        resting: true,
        late: true,
      })
      const mute = await rows(
        deps.db.system,
        sql`select t.subject from message m join thread t on t.id = m.thread_id
          where m.channel = 'email' and m.direction = 'in' and coalesce(m.author_address, '') not like '%@%'`,
      )
      expect(mute, moment).toEqual([])
      const toAnswer = await rows<{ channel: string }>(
        deps.db.system,
        sql`select m.channel from (select case_id from goodwill union all select case_id from reply_request) r
          join cases c on c.id = r.case_id join message m on m.id = c.last_message_id and m.direction = 'in'`,
      )
      expect(toAnswer, moment).toEqual(Array.from({ length: 5 }, () => ({ channel: 'email' })))
    } finally {
      await deps.db.close()
    }
  }
})
