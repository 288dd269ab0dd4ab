import { incidentRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { clusterOf } from './cluster.ts'
import { linkCases, relationsOf, unlinkCases } from './links.ts'
import { attachCases, changeIncident, createIncident, detachCases, listIncidents, readIncident } from './manage.ts'

export { casesOf, findIncident } from './store.ts'

export function incidentBindings(deps: Deps): Binding[] {
  return [
    bind(incidentRoutes.relations, ({ actor, params }) => relationsOf(deps, actor, params.id)),
    bind(incidentRoutes.link, ({ actor, params, body }) => linkCases(deps, actor, params.id, body)),
    bind(incidentRoutes.unlink, ({ actor, params }) => unlinkCases(deps, actor, params.id)),
    bind(incidentRoutes.list, ({ actor, query }) => listIncidents(deps, actor, query.state)),
    bind(incidentRoutes.create, ({ actor, body }) => createIncident(deps, actor, body)),
    bind(incidentRoutes.read, ({ actor, params }) => readIncident(deps, actor, params.id)),
    bind(incidentRoutes.change, ({ actor, params, body }) => changeIncident(deps, actor, params.id, body)),
    bind(incidentRoutes.attach, ({ actor, params, body }) => attachCases(deps, actor, params.id, body.caseIds)),
    bind(incidentRoutes.detach, ({ actor, params, body }) => detachCases(deps, actor, params.id, body.caseIds)),
    bind(incidentRoutes.cluster, ({ actor, params }) => clusterOf(deps, actor, params.id)),
  ]
}
