import { z } from 'zod'
import { route } from './route.ts'
import { Id, IdParams, Instant, Ok, Person } from './shapes.ts'

/** When somebody is away, and who stands in. No reason is asked or kept. */
export const Absence = z.object({
  id: Id,
  member: Person,
  from: Instant,
  to: Instant,
  deputy: Person.nullable(),
  /** Who stands in now, through deputies who are away themselves; null while nobody does, or while it has not begun. */
  standIn: Person.nullable(),
  state: z.enum(['coming', 'running']),
})
export type Absence = z.infer<typeof Absence>

const AbsenceInput = z.strictObject({
  memberId: Id,
  from: Instant,
  to: Instant,
  deputyId: Id.nullable(),
})

export const absenceRoutes = {
  list: route({
    id: 'absences.list',
    method: 'GET',
    path: '/api/v1/absences',
    access: 'member.read',
    summary: 'Who is away, now and to come, and who stands in',
    response: z.object({ items: z.array(Absence) }),
  }),
  create: route({
    id: 'absences.create',
    method: 'POST',
    path: '/api/v1/absences',
    access: 'member',
    summary: 'Enter an absence: your own, or with the right anybody’s',
    body: AbsenceInput,
    response: Absence,
    status: 201,
  }),
  change: route({
    id: 'absences.change',
    method: 'PATCH',
    path: '/api/v1/absences/{id}',
    access: 'member',
    object: 'absence',
    summary: 'Change times or deputy of an absence',
    params: IdParams,
    body: AbsenceInput.omit({ memberId: true }).partial(),
    response: Absence,
  }),
  end: route({
    id: 'absences.end',
    method: 'DELETE',
    path: '/api/v1/absences/{id}',
    access: 'member',
    object: 'absence',
    summary: 'End an absence, or take back one that has not begun',
    params: IdParams,
    response: Ok,
  }),
}
