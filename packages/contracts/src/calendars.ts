import { z } from 'zod'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Ok, Person } from './shapes.ts'

/** What the clock on the wall shows: `00:00` to `24:00`. */
const WallTime = z
  .string()
  .max(5)
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/)
const OpenTime = z.strictObject({ from: WallTime, to: WallTime })

export const SpecialDay = z.strictObject({
  /** Of a yearly one the year says nothing. */
  date: z.iso.date(),
  yearly: z.boolean(),
  name: z.strictObject({ de: Line(80), en: Line(80) }),
  /** None: closed. */
  hours: z.array(OpenTime).max(10),
})
export type SpecialDay = z.infer<typeof SpecialDay>

/** When somebody is there. Monday is 1; several times a day are allowed; one past midnight is two. */
export const ServiceHours = z.strictObject({
  /** IANA name, `Europe/Berlin`. */
  timeZone: Line(64).pipe(z.string().min(1)),
  week: z.array(z.strictObject({ weekday: z.number().int().min(1).max(7), ...OpenTime.shape })).max(70),
  /** State whose public holidays are closed, `DE-BY`; null: none. */
  holidays: Line(16).nullable(),
  specialDays: z.array(SpecialDay).max(200),
})
export type ServiceHours = z.infer<typeof ServiceHours>

/** Of the house when both are null; never both. */
const Place = z.strictObject({ teamId: Id.nullable(), presenceId: Id.nullable() })

export const Calendar = z.object({
  id: Id,
  teamId: Id.nullable(),
  presenceId: Id.nullable(),
  hours: ServiceHours,
  version: z.number().int(),
  by: Person.nullable(),
  at: Instant,
})
export type Calendar = z.infer<typeof Calendar>

export const PublicHoliday = z.object({
  date: z.string(),
  name: z.object({ de: z.string(), en: z.string() }),
  /** Minutes after midnight; 0: the whole day. */
  fromMinute: z.number().int(),
})
export type PublicHoliday = z.infer<typeof PublicHoliday>

export const calendarRoutes = {
  list: route({
    id: 'serviceHours.list',
    method: 'GET',
    path: '/api/v1/service-hours',
    access: 'case.read',
    summary: 'Service hours of the house, of teams and of presences',
    response: z.object({
      items: z.array(Calendar),
      /** What holds while the house has none of its own. */
      usual: ServiceHours,
      /** States whose public holidays are known. */
      regions: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  }),
  save: route({
    id: 'serviceHours.save',
    method: 'PUT',
    path: '/api/v1/service-hours',
    access: 'settings.manage',
    summary: 'Set the service hours of a place; due times of open cases are worked out anew in the background',
    body: z.strictObject({
      ...Place.shape,
      /** 0: there were none. */ basedOn: z.number().int().min(0),
      hours: ServiceHours,
    }),
    response: Calendar,
  }),
  remove: route({
    id: 'serviceHours.remove',
    method: 'DELETE',
    path: '/api/v1/service-hours/{id}',
    access: 'settings.manage',
    object: 'calendar',
    summary: 'Drop the service hours of a place: those of the house hold again',
    params: IdParams,
    response: Ok,
  }),
  holidays: route({
    id: 'serviceHours.holidays',
    method: 'GET',
    path: '/api/v1/holidays',
    access: 'case.read',
    summary: 'The coming public holidays of a state',
    query: z.strictObject({ region: Line(16) }),
    response: z.object({ items: z.array(PublicHoliday) }),
  }),
}
