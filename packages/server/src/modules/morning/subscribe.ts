import type { BodyOf, MorningMail, morningRoutes } from '@resonanz/contracts'
import { may } from '@resonanz/contracts'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { inTransaction } from '#platform/db/database'
import { append } from '#platform/journal'
import * as store from './store-mail.ts'

export async function readMail(deps: Deps, actor: Actor): Promise<MorningMail> {
  const row = await store.mailSetting(deps.db.of(actor.workspaceId), actor)
  const isByDefault = row.to_leads && actor.role === 'lead'
  return {
    minuteOfDay: row.minute_of_day,
    timeZone: row.zone,
    toLeads: row.to_leads,
    mine: { wanted: row.wanted ?? isByDefault, evenEmpty: row.even_empty, isByDefault: row.wanted === null },
    missing: [
      ...(row.presence_id ? [] : (['mailbox'] as const)),
      ...(row.public_url ? [] : (['public-address'] as const)),
    ],
    allowed: may(actor.role, 'settings.manage') ? ['house'] : [],
  }
}

export async function saveMine(
  deps: Deps,
  actor: Actor,
  { wanted, evenEmpty }: BodyOf<typeof morningRoutes.saveMine>,
): Promise<MorningMail> {
  await store.writeSubscription(deps.db.of(actor.workspaceId), actor, wanted, evenEmpty)
  return readMail(deps, actor)
}

export async function saveMail(
  deps: Deps,
  actor: Actor,
  { minuteOfDay, toLeads }: BodyOf<typeof morningRoutes.saveMail>,
): Promise<MorningMail> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await store.writeMailSetting(tx, actor.workspaceId, minuteOfDay, toLeads)
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'workspace', id: actor.workspaceId },
        actor: journalActor(actor),
        kind: 'settings.changed',
        data: { fields: ['morning.mail'] },
      },
    ])
  })
  return readMail(deps, actor)
}
