import { z } from 'zod'
import { Candidate } from './experts.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Ok, page, Person, Text } from './shapes.ts'
import { Attachment } from './timeline.ts'

export const ConsultationState = z.enum(['open', 'reminded', 'deputy_asked', 'escalated', 'answered', 'withdrawn'])
export type ConsultationState = z.infer<typeof ConsultationState>
export const openConsultationStates: readonly ConsultationState[] = ['open', 'reminded', 'deputy_asked', 'escalated']

export const ConsultationAnswer = z.object({
  id: Id,
  way: z.enum(['link', 'mail', 'app', 'chat']),
  /** Machines answer too: an absence note or a mail that came back is shown as such and answers nothing. */
  nature: z.enum(['answer', 'autoreply', 'bounce']),
  /** It came after another answer, or after the question was withdrawn. */
  isLate: z.boolean(),
  /** By mail from another address than the one that was asked. */
  isOtherSender: z.boolean(),
  text: z.string(),
  author: z.string(),
  attachments: z.array(Attachment),
  at: Instant,
})
export type ConsultationAnswer = z.infer<typeof ConsultationAnswer>

const Asked = z.object({
  place: z.enum(['expert', 'deputy']),
  name: z.string(),
  memberId: Id.nullable(),
  expertId: Id.nullable(),
  askedAt: Instant,
  /** How the question went out; null for members, who find it here. */
  delivery: z.enum(['queued', 'sent', 'failed', 'unclear']).nullable(),
  /** Which way it went; null for members. */
  by: z.enum(['mail', 'chat']).nullable(),
})

export const Consultation = z.object({
  id: Id,
  caseId: Id,
  caseNumber: z.number().int(),
  caseTitle: z.string(),
  question: z.string(),
  context: z.string(),
  askedBy: Person.nullable(),
  askedAt: Instant,
  state: ConsultationState,
  asked: z.array(Asked),
  remindAt: Instant,
  dueAt: Instant,
  /** When the deputy is asked if no answer comes, and who that is today; null when there is none. */
  deputyAt: Instant,
  deputy: z.string().nullable(),
  escalateAt: Instant,
  answers: z.array(ConsultationAnswer),
  settledAt: Instant.nullable(),
  reason: z.string().nullable(),
  /** Nobody took it back: the case was closed. */
  isEndedWithCase: z.boolean(),
  allowed: z.array(z.enum(['answer', 'withdraw'])),
})
export type Consultation = z.infer<typeof Consultation>

const dueInMinutes = z.number().int().min(15).max(14_400).meta({ description: 'Working minutes' })
const answerText = Text(20_000).pipe(z.string().min(1))
const LinkParams = z.strictObject({ token: z.string().min(20).max(200) })

export const consultationRoutes = {
  prepare: route({
    id: 'consultations.prepare',
    method: 'GET',
    path: '/api/v1/cases/{id}/consultation-draft',
    access: 'case.read',
    object: 'case',
    summary: 'Who can be asked about this case now, the best first, and a short context without personal data',
    params: IdParams,
    response: z.object({
      candidates: z.array(Candidate),
      /** Personal data is named by its kind instead. */
      context: z.string(),
      /** Without a mailbox that sends nobody without an account can be asked. */
      canMail: z.boolean(),
    }),
  }),
  ofCase: route({
    id: 'consultations.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/consultations',
    access: 'case.read',
    object: 'case',
    summary: 'What was asked about this case, newest first',
    params: IdParams,
    response: z.object({ items: z.array(Consultation), mayAsk: z.boolean() }),
  }),
  ask: route({
    id: 'consultations.ask',
    method: 'POST',
    path: '/api/v1/cases/{id}/consultations',
    access: 'case.write',
    object: 'case',
    summary: 'Ask an expert while the case stays here; personal data is masked for people without an account',
    params: IdParams,
    body: z.strictObject({
      /** One of both: an expert of the directory, or any colleague. */
      expertId: Id.nullable().default(null),
      memberId: Id.nullable().default(null),
      question: Text(5_000).pipe(z.string().min(3)),
      context: Text(5_000).default(''),
      dueInMinutes: dueInMinutes.default(480),
      /** The case waits internally while the question is open, and comes back by itself. */
      waits: z.boolean().default(false),
    }),
    response: Consultation,
    status: 201,
  }),
  answer: route({
    id: 'consultations.answer',
    method: 'POST',
    path: '/api/v1/consultations/{id}/answer',
    access: 'case.read',
    object: 'consultation',
    summary: 'Answer a question that was put to me, or write down what an expert said; becomes an internal note',
    params: IdParams,
    body: z.strictObject({ text: answerText, clientKey: Id }),
    response: Consultation,
  }),
  withdraw: route({
    id: 'consultations.withdraw',
    method: 'POST',
    path: '/api/v1/consultations/{id}/withdraw',
    access: 'case.write',
    object: 'consultation',
    summary: 'The question is no longer open; an answer that comes all the same is kept as late',
    params: IdParams,
    body: z.strictObject({ reason: Line(300).default('') }),
    response: Consultation,
  }),
  mine: route({
    id: 'consultations.mine',
    method: 'GET',
    path: '/api/v1/consultations',
    access: 'case.read',
    summary: 'Questions that were put to me, or that I asked; the open ones first',
    query: z.strictObject({
      side: z.enum(['to_me', 'by_me']).default('to_me'),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    response: page(Consultation).extend({ openCount: z.number().int() }),
  }),
  attachment: route({
    id: 'consultations.attachment',
    method: 'GET',
    path: '/api/v1/consultation-answers/{id}/attachments/{index}',
    access: 'case.read',
    object: 'consultationAnswer',
    summary: 'A file that came with an answer by mail',
    params: z.strictObject({ id: Id, index: z.coerce.number().int().min(0).max(1000) }),
    responseType: 'application/octet-stream',
  }),
  answerByLink: route({
    id: 'consultations.answerByLink',
    method: 'POST',
    path: '/api/v1/consultation-links/{token}',
    access: 'public',
    summary: 'Answer by the link of the mail; links that are forged, expired or of nobody answer alike',
    params: LinkParams,
    body: z.strictObject({ text: answerText, clientKey: Id }),
    response: Ok,
  }),
}
