import { z } from 'zod'
import { CaseRow } from './cases.ts'
import { ChannelKind } from './channels.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Ok, Person, Text } from './shapes.ts'

export const CaseLinkKind = z.enum(['related', 'caused_by', 'duplicate_of'])
export type CaseLinkKind = z.infer<typeof CaseLinkKind>
export const IncidentState = z.enum(['open', 'working', 'solved'])
export type IncidentState = z.infer<typeof IncidentState>

const Linked = z.object({ id: Id, number: z.number().int(), title: z.string(), category: z.string() })
export const CaseLink = z.object({
  id: Id,
  kind: CaseLinkKind,
  /** `from`: this case is the one that is caused, or the duplicate. */
  direction: z.enum(['from', 'to']),
  case: Linked,
  by: Person.nullable(),
  at: Instant,
})
export type CaseLink = z.infer<typeof CaseLink>

export const Incident = z.object({
  id: Id,
  number: z.number().int(),
  title: z.string(),
  summary: z.string(),
  state: IncidentState,
  nextUpdateAt: Instant.nullable(),
  nextUpdateText: z.string(),
  isUpdateLate: z.boolean(),
  mainCase: Linked.nullable(),
  owner: Person.nullable(),
  cases: z.number().int(),
  openCases: z.number().int(),
  version: z.number().int(),
  createdAt: Instant,
  solvedAt: Instant.nullable(),
})
export type Incident = z.infer<typeof Incident>

const Content = z.strictObject({
  title: Line(200).pipe(z.string().min(3)),
  summary: Text(5000).default(''),
  nextUpdateAt: Instant.nullable().default(null),
  nextUpdateText: Line(300).default(''),
  mainCaseId: Id.nullable().default(null),
  ownerId: Id.nullable().default(null),
})
const manyCases = z.array(Id).min(1).max(1000)

export const incidentRoutes = {
  relations: route({
    id: 'incidents.relations',
    method: 'GET',
    path: '/api/v1/cases/{id}/relations',
    access: 'case.read',
    object: 'case',
    summary: 'Linked cases, and the incident a case belongs to',
    params: IdParams,
    response: z.object({ links: z.array(CaseLink), incident: Incident.nullable(), mayChange: z.boolean() }),
  }),
  link: route({
    id: 'incidents.link',
    method: 'POST',
    path: '/api/v1/cases/{id}/links',
    access: 'case.write',
    object: 'case',
    summary: 'Link this case with another one, by its number',
    params: IdParams,
    body: z.strictObject({ number: z.number().int().min(1).max(2_000_000_000), kind: CaseLinkKind }),
    response: CaseLink,
    status: 201,
  }),
  unlink: route({
    id: 'incidents.unlink',
    method: 'DELETE',
    path: '/api/v1/case-links/{id}',
    access: 'case.write',
    object: 'case-link',
    summary: 'Take a link away',
    params: IdParams,
    response: Ok,
  }),
  list: route({
    id: 'incidents.list',
    method: 'GET',
    path: '/api/v1/incidents',
    access: 'case.read',
    summary: 'Incidents, running ones first (at most 200)',
    query: z.strictObject({ state: z.enum(['running', 'solved', 'all']).default('running') }),
    response: z.object({ items: z.array(Incident) }),
  }),
  create: route({
    id: 'incidents.create',
    method: 'POST',
    path: '/api/v1/incidents',
    access: 'case.write',
    summary: 'A new incident, with cases if wanted',
    body: Content.extend({ caseIds: z.array(Id).max(1000).default([]) }),
    response: Incident,
    status: 201,
  }),
  read: route({
    id: 'incidents.read',
    method: 'GET',
    path: '/api/v1/incidents/{id}',
    access: 'case.read',
    object: 'incident',
    summary: 'One incident with its cases (at most 1,000, newest first)',
    params: IdParams,
    response: Incident.extend({ items: z.array(CaseRow), mayChange: z.boolean() }),
  }),
  change: route({
    id: 'incidents.change',
    method: 'PATCH',
    path: '/api/v1/incidents/{id}',
    access: 'case.write',
    object: 'incident',
    summary: 'Change words, state or next update of an incident: it shows on all of its cases',
    params: IdParams,
    body: Content.partial().extend({ state: IncidentState.optional(), version: z.number().int() }),
    response: Incident,
  }),
  attach: route({
    id: 'incidents.attach',
    method: 'POST',
    path: '/api/v1/incidents/{id}/cases',
    access: 'case.write',
    object: 'incident',
    summary: 'Put cases under an incident; those that belong to another one stay there',
    params: IdParams,
    body: z.strictObject({ caseIds: manyCases }),
    response: z.object({ attached: z.number().int(), already: z.number().int(), elsewhere: z.number().int() }),
  }),
  detach: route({
    id: 'incidents.detach',
    method: 'POST',
    path: '/api/v1/incidents/{id}/detach',
    access: 'case.write',
    object: 'incident',
    summary: 'Take cases out of an incident',
    params: IdParams,
    body: z.strictObject({ caseIds: manyCases }),
    response: z.object({ detached: z.number().int() }),
  }),
  cluster: route({
    id: 'incidents.cluster',
    method: 'GET',
    path: '/api/v1/cases/{id}/cluster',
    access: 'case.read',
    object: 'case',
    summary: 'Everybody who says the same: words they share, when, where, and their cases (at most 1,000)',
    params: IdParams,
    response: z.object({
      count: z.number().int(),
      phrases: z.array(z.object({ words: z.string(), cases: z.number().int() })),
      days: z.array(z.object({ day: z.iso.date(), cases: z.number().int() })),
      channels: z.array(z.object({ channel: ChannelKind, cases: z.number().int() })),
      items: z.array(CaseRow),
      /** Those that belong to an incident already. */
      incidents: z.array(z.object({ caseId: Id, incidentId: Id, number: z.number().int() })),
    }),
  }),
}
