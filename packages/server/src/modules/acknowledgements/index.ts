import { acknowledgementRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { readAcknowledgements, saveText, switchPresence } from './settings.ts'

export { acknowledgementOf, startAcknowledging } from './acknowledge.ts'

export function acknowledgementBindings(deps: Deps): Binding[] {
  return [
    bind(acknowledgementRoutes.read, ({ actor }) => readAcknowledgements(deps, actor)),
    bind(acknowledgementRoutes.saveText, ({ actor, body }) => saveText(deps, actor, body)),
    bind(acknowledgementRoutes.switch, ({ actor, params, body }) => switchPresence(deps, actor, params.id, body.isOn)),
  ]
}
