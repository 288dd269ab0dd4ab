import type { ChannelKind, LanguageUse } from '@resonanz/contracts'
import type { Actor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import type { LanguageHelpRow } from './store.ts'

/** What a person is offered with a case of this channel. Empty is how it starts. */
export function usesFor(
  settings: LanguageHelpRow | undefined,
  actor: Pick<Actor, 'teamIds'>,
  channel: ChannelKind,
): LanguageUse[] {
  if (!settings?.enabled) return []
  const { team_ids, channels, uses } = settings
  if (team_ids.length > 0 && !actor.teamIds.some((id) => team_ids.includes(id))) return []
  if (channels.length > 0 && !channels.includes(channel)) return []
  return uses
}

export function refuseUse(
  settings: LanguageHelpRow | undefined,
  actor: Pick<Actor, 'teamIds'>,
  channel: ChannelKind,
  use: LanguageUse,
): asserts settings is LanguageHelpRow {
  if (usesFor(settings, actor, channel).includes(use)) return
  throw new Refusal('language-help-off', 'Help by a language model is not switched on for this. Ask an administrator.')
}
