import { sql } from 'kysely'
import { proposeLinks } from '#customers'
import type { Deps } from '#platform/deps'
import { run } from '#platform/db/database'
import { type ScheduledJob, startJobs } from '#platform/jobs'
import { sealNext } from './seal-journal.ts'

/** What runs by the clock, once per turn over all processes. */
export async function startHousekeeping(
  deps: Deps,
  more: readonly ScheduledJob[] = [],
): Promise<{ stop(): Promise<void> }> {
  const db = deps.db.system
  return startJobs(deps.db.url, deps.log.child({ part: 'jobs' }), [
    ...more,
    {
      name: 'seal-journal',
      cron: '* * * * *',
      async run() {
        // A bounded number of ranges per turn; the next minute goes on.
        for (let ranges = 0; ranges < 200 && (await sealNext(db)); ranges += 1);
      },
    },
    { name: 'propose-links', cron: '*/5 * * * *', run: async () => void (await proposeLinks(db)) },
    {
      // What is over holds sealed words that nobody needs.
      name: 'forget-sign-ins',
      cron: '41 * * * *',
      run: async () =>
        void (await run(db, sql`delete from channel_sign_in where expires_at < now() - interval '1 hour'`)),
    },
    {
      name: 'sweep',
      cron: '17 3 * * *',
      async run() {
        await run(db, sql`delete from idempotency where at < now() - interval '7 days'`)
        await run(db, sql`delete from automatic_mail where at < now() - interval '2 days'`)
        await run(db, sql`delete from notification where at < now() - interval '90 days'`)
        await run(db, sql`delete from file where message_id is null and created_at < now() - interval '7 days'`)
        await run(db, sql`delete from bulk_undo where until < now() - interval '1 day'`)
        await run(db, sql`delete from draft_version where at < now() - interval '30 days'`)
        await run(db, sql`delete from auth_session where "expiresAt" < now() - interval '1 day'`)
        await run(db, sql`delete from auth_verification where "expiresAt" < now() - interval '1 day'`)
      },
    },
  ])
}
