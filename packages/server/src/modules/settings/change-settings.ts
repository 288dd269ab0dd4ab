import { isDeepStrictEqual } from 'node:util'
import type { BodyOf, Settings, settingsRoutes } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { forgetSettings, settingsOf } from './read-settings.ts'
import { settingsFrom } from './settings.ts'
import { lockWorkspace, writeWorkspace } from './store.ts'

export type SettingsChange = BodyOf<typeof settingsRoutes.change>

/** Changes what is named and writes which fields changed (never their values) into the journal. */
export async function changeSettings(deps: Deps, actor: Actor, change: SettingsChange): Promise<Settings> {
  if (change.name === '') throw new Refusal('invalid-input', 'The workspace needs a name.')
  const publicUrl = change.publicUrl === undefined ? undefined : plainAddress(change.publicUrl)
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const row = await lockWorkspace(tx, actor.workspaceId)
    if (!row) throw notFound()
    const now = settingsFrom(row)
    const { name, language, addressForm, ...rest } = { ...change, ...(publicUrl === undefined ? {} : { publicUrl }) }
    const fields = Object.entries({ name, language, addressForm, ...rest })
      .filter(([field, value]) => value !== undefined && !isDeepStrictEqual(value, now[field as keyof Settings]))
      .map(([field]) => field)
    if (fields.length === 0) return
    await writeWorkspace(tx, actor.workspaceId, {
      name: name ?? now.name,
      language: language ?? now.language,
      addressForm: addressForm ?? now.addressForm,
      settings: rest,
    })
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'workspace', id: actor.workspaceId },
        actor: journalActor(actor),
        kind: 'settings.changed',
        data: { fields },
      },
    ])
  })
  forgetSettings(actor.workspaceId)
  return settingsOf(deps, actor.workspaceId)
}

/** Links in mails start with it, so it is a web address without a sign-in, path or query. */
function plainAddress(url: string | null): string | null {
  if (url === null) return null
  const parsed = new URL(url)
  if (!/^https?:$/.test(parsed.protocol) || parsed.username || parsed.password)
    throw new Refusal('invalid-input', 'Give an address like https://service.example.')
  return parsed.origin
}
