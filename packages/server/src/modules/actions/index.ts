import { actionRoutes } from '@resonanz/contracts'
import { documentTypes } from '#documents'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { deliveryLog } from './log.ts'
import {
  changeAction,
  createAction,
  listCatalog,
  removeAction,
  replayDelivery,
  rotateSecret,
  testAction,
} from './manage.ts'
import { previewDocument } from './preview.ts'

export { type CaseWords, caseWords, fill } from './case-words.ts'
export { deliverOnce, startActions } from './deliver.ts'
export { insertAction, mailsToCustomers, usableActions } from './store.ts'
export { actionChannel, type NewDelivery, queueDeliveries } from './store-deliveries.ts'

export function actionBindings(deps: Deps): Binding[] {
  return [
    bind(actionRoutes.list, ({ actor }) => listCatalog(deps, actor)),
    bind(actionRoutes.create, ({ actor, body }) => createAction(deps, actor, body)),
    bind(actionRoutes.change, ({ actor, params, body }) => changeAction(deps, actor, params.id, body)),
    bind(actionRoutes.remove, ({ actor, params }) => removeAction(deps, actor, params.id)),
    bind(actionRoutes.rotate, ({ actor, params }) => rotateSecret(deps, actor, params.id)),
    bind(actionRoutes.test, ({ actor, params }) => testAction(deps, actor, params.id)),
    bind(actionRoutes.deliveries, ({ actor, params, query }) => deliveryLog(deps, actor, params.id, query)),
    bind(actionRoutes.replay, ({ actor, params }) => replayDelivery(deps, actor, params.id)),
    bind(actionRoutes.previewDocument, async ({ actor, body, reply }) => {
      const made = await previewDocument(deps, actor, body)
      reply
        .header('content-type', documentTypes[made.format])
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(made.name)}`)
        .header('content-security-policy', 'sandbox')
      return made.bytes
    }),
  ]
}
