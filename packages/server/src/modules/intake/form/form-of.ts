import { FormSettings, type Settings } from '@resonanz/contracts'
import type { z } from 'zod'
import { presenceByKey, type PresenceRow } from '#presences'
import { settingsOf } from '#settings'
import type { Deps } from '#platform/deps'
import { notFound } from '#platform/errors'

export type Form = {
  presence: PresenceRow
  settings: z.output<typeof FormSettings>
  workspace: Settings
}

/** The form behind a public key; throws not-found for anything that takes no submissions. */
export async function formOf(deps: Deps, key: string): Promise<Form> {
  const presence = await presenceByKey(deps.db.system, key)
  if (!presence || presence.kind !== 'form' || presence.archived_at || presence.paused) throw notFound()
  const settings = FormSettings.parse(presence.settings)
  return { presence, settings, workspace: await settingsOf(deps, presence.workspace_id) }
}
