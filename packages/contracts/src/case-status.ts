import { z } from 'zod'

/** Fixed categories; the names people see may be changed per workspace later. */
export const StatusCategory = z.enum(['new', 'open', 'waiting_customer', 'waiting_internal', 'done', 'closed'])
export type StatusCategory = z.infer<typeof StatusCategory>
export const openCategories: readonly StatusCategory[] = ['new', 'open', 'waiting_customer', 'waiting_internal']

export const Priority = z.enum(['urgent', 'high', 'normal', 'low'])
export type Priority = z.infer<typeof Priority>
/** What the next due moment is about. */
export const DueKind = z.enum(['answer', 'next_update', 'follow_up', 'resolution'])
export const Step = z.enum(['hear', 'understand', 'resolve', 'inform', 'document'])
export type Step = z.infer<typeof Step>
