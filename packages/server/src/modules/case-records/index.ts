import { caseRecordRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { causeReport, changeCause, createCause, listCauses } from './causes.ts'
import { completenessOf, documentCase } from './completeness.ts'
import { earlierContact } from './earlier.ts'
import { keepEvidence, listEvidence } from './evidence.ts'

export { startKeepingEvidence } from './keep-evidence.ts'

export function caseRecordBindings(deps: Deps): Binding[] {
  return [
    bind(caseRecordRoutes.earlier, ({ actor, params }) => earlierContact(deps, actor, params.id)),
    bind(caseRecordRoutes.completeness, ({ actor, params }) => completenessOf(deps, actor, params.id)),
    bind(caseRecordRoutes.document, ({ actor, params, body }) => documentCase(deps, actor, params.id, body)),
    bind(caseRecordRoutes.evidence, ({ actor, params }) => listEvidence(deps, actor, params.id)),
    bind(caseRecordRoutes.keepEvidence, ({ actor, params }) => keepEvidence(deps, actor, params.id)),
    bind(caseRecordRoutes.causes, ({ actor }) => listCauses(deps, actor)),
    bind(caseRecordRoutes.createCause, ({ actor, body }) => createCause(deps, actor, body)),
    bind(caseRecordRoutes.changeCause, ({ actor, params, body }) => changeCause(deps, actor, params.id, body)),
    bind(caseRecordRoutes.causeReport, ({ actor, query }) => causeReport(deps, actor, query.days)),
  ]
}
