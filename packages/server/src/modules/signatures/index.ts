import { signatureRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { changeInitials, dropSignature, readSignatures, saveSignature } from './settings.ts'
import { signOffOfCase } from './sign-off.ts'

export { writeSampleSignature } from './sample.ts'
export { signOffFor } from './sign-off.ts'

export function signatureBindings(deps: Deps): Binding[] {
  return [
    bind(signatureRoutes.read, ({ actor }) => readSignatures(deps, actor)),
    bind(signatureRoutes.save, ({ actor, body }) => saveSignature(deps, actor, body)),
    bind(signatureRoutes.drop, ({ actor, params }) => dropSignature(deps, actor, params.id)),
    bind(signatureRoutes.initials, ({ actor, params, body }) => changeInitials(deps, actor, params.id, body.initials)),
    bind(signatureRoutes.ofCase, ({ actor, params, query }) => signOffOfCase(deps, actor, params.id, query.threadId)),
  ]
}
