import { settingsRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { changeSettings } from './change-settings.ts'
import { removeLogo, saveLogo } from './logo.ts'
import { settingsOf } from './read-settings.ts'

export function settingsBindings(deps: Deps): Binding[] {
  return [
    bind(settingsRoutes.read, ({ actor }) => settingsOf(deps, actor.workspaceId)),
    bind(settingsRoutes.change, ({ actor, body }) => changeSettings(deps, actor, body)),
    bind(settingsRoutes.saveLogo, ({ actor, request }) => saveLogo(deps, actor, request)),
    bind(settingsRoutes.removeLogo, ({ actor }) => removeLogo(deps, actor)),
  ]
}
