import { organisationRoutes, sessionRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { acceptInvitation, readInvitation } from './accept-invitation.ts'
import { invite, listInvitations, revokeInvitation } from './invitations.ts'
import { changePreferences, enterWorkspace, whoAmI } from './me.ts'
import { changeMember, listMembers } from './members.ts'
import { type LoadSampleData, setUp, setupState } from './set-up.ts'
import { changeTeam, createTeam, listTeams } from './teams.ts'
import { changeUnit, createUnit, listUnits, removeUnit } from './units.ts'

/** `loadSampleData` is what set-up calls when the owner wants sample data; the app ties it to the demo. */
export function organisationBindings(deps: Deps, options: { loadSampleData?: LoadSampleData } = {}): Binding[] {
  return [
    bind(sessionRoutes.me, ({ actor }) => whoAmI(deps, actor)),
    bind(sessionRoutes.preferences, ({ actor, body }) => changePreferences(deps, actor, body)),
    bind(sessionRoutes.enter, ({ actor, body }) => enterWorkspace(deps, actor, body.workspaceId)),
    bind(sessionRoutes.setupState, () => setupState(deps)),
    bind(sessionRoutes.setup, ({ body, request }) => setUp(deps, body, request.ip, options.loadSampleData)),
    bind(organisationRoutes.members, ({ actor }) => listMembers(deps, actor)),
    bind(organisationRoutes.changeMember, ({ actor, params, body }) => changeMember(deps, actor, params.id, body)),
    bind(organisationRoutes.teams, ({ actor }) => listTeams(deps, actor)),
    bind(organisationRoutes.createTeam, ({ actor, body }) => createTeam(deps, actor, body)),
    bind(organisationRoutes.changeTeam, ({ actor, params, body }) => changeTeam(deps, actor, params.id, body)),
    bind(organisationRoutes.units, ({ actor }) => listUnits(deps, actor)),
    bind(organisationRoutes.createUnit, ({ actor, body }) => createUnit(deps, actor, body)),
    bind(organisationRoutes.changeUnit, ({ actor, params, body }) => changeUnit(deps, actor, params.id, body)),
    bind(organisationRoutes.removeUnit, ({ actor, params }) => removeUnit(deps, actor, params.id)),
    bind(organisationRoutes.invitations, ({ actor }) => listInvitations(deps, actor)),
    bind(organisationRoutes.invite, ({ actor, body }) => invite(deps, actor, body)),
    bind(organisationRoutes.revokeInvitation, ({ actor, params }) => revokeInvitation(deps, actor, params.id)),
    bind(organisationRoutes.readInvitation, ({ params, request }) => readInvitation(deps, params.token, request.ip)),
    bind(organisationRoutes.acceptInvitation, ({ params, body, request }) =>
      acceptInvitation(deps, params.token, body, request.ip),
    ),
  ]
}
