import type { ServiceHours, TargetRule } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { Db } from '#platform/db/database'
import type { DemoKeys } from './write-content.ts'

const hours: ServiceHours = {
  timeZone: 'Europe/Berlin',
  week: [
    ...[1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '18:00' })),
    { weekday: 6, from: '10:00', to: '14:00' },
  ],
  holidays: 'DE-HH',
  specialDays: [
    { date: '2026-12-24', yearly: true, name: { de: 'Heiligabend', en: 'Christmas Eve' }, hours: [] },
    {
      date: '2026-12-31',
      yearly: true,
      name: { de: 'Silvester', en: 'New Year’s Eve' },
      hours: [{ from: '08:00', to: '12:00' }],
    },
  ],
}

const anyCase: TargetRule['when'] = {
  unitId: null,
  teamId: null,
  presenceId: null,
  channel: null,
  kind: null,
  priority: null,
}
const hour = 60
const rules: TargetRule[] = [
  {
    id: 'complaints',
    when: { ...anyCase, kind: 'complaint' },
    inServiceHours: true,
    firstAnswer: { averageMinutes: 30, atMostMinutes: 6 * hour },
    nextAnswer: { averageMinutes: hour, atMostMinutes: 6 * hour },
    resolution: { averageMinutes: null, atMostMinutes: 50 * hour },
    nextUpdate: null,
  },
  {
    id: 'default',
    when: anyCase,
    inServiceHours: true,
    firstAnswer: { averageMinutes: 2 * hour, atMostMinutes: 8 * hour },
    nextAnswer: null,
    resolution: null,
    nextUpdate: { averageMinutes: null, atMostMinutes: 48 * hour },
  },
]

/** When the sample company is there, and what it promises itself. Cases keep the due times their story tells. */
export async function writeTargets(tx: Db, { workspaceId, newId }: DemoKeys): Promise<void> {
  await sql`insert into calendar (workspace_id, id, hours) values (${workspaceId}, ${newId()}, ${JSON.stringify(hours)}::jsonb)`.execute(
    tx,
  )
  await sql`insert into target_version (workspace_id, version, rules) values (${workspaceId}, 1, ${JSON.stringify(rules)}::jsonb)`.execute(
    tx,
  )
}
