import { z } from 'zod'
import { route } from './route.ts'
import { Id, IdParams, Instant, Language, Line, Ok, Person, Text } from './shapes.ts'

export const QuestionKind = z.enum([
  'text',
  'number',
  'date',
  'choice',
  'email',
  'phone',
  'iban',
  'customer-number',
  'address',
  'file',
])
export type QuestionKind = z.infer<typeof QuestionKind>

const Both = (max: number) => z.strictObject({ de: Line(max), en: Line(max) })

/** One thing that is asked for, with why: nobody is asked without a reason. */
export const Question = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  kind: QuestionKind,
  label: Both(120).refine(({ de, en }) => de !== '' && en !== '', 'needs a label in both languages'),
  /** Shown under the field: what it is needed for. */
  reason: Both(300),
  isRequired: z.boolean(),
  /** Sealed, shown masked, deleted after so many days. Files always are. */
  isMasked: z.boolean(),
  keepDays: z.number().int().min(1).max(3650),
  /** Of a choice. */
  choices: z.array(Both(120)).max(30),
})
export type Question = z.infer<typeof Question>

const Questions = z
  .array(Question)
  .max(20)
  .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, 'each key once')
  .refine(
    (list) => list.every(({ kind, choices }) => (kind === 'choice') === choices.length > 0),
    'choices of a choice',
  )
  .refine((list) => list.every(({ kind, isMasked }) => kind !== 'file' || isMasked), 'files are masked')
  .refine((list) => list.filter(({ kind }) => kind === 'file').length <= 5, 'at most five files')

export const QuestionSet = z.object({
  id: Id,
  name: z.string(),
  topicId: Id.nullable(),
  questions: z.array(Question),
  version: z.number().int(),
})
export type QuestionSet = z.infer<typeof QuestionSet>
const QuestionSetInput = z.strictObject({
  name: Line(80).pipe(z.string().min(1)),
  topicId: Id.nullable(),
  questions: Questions.refine((list) => list.length > 0, 'asks for something'),
})
export type QuestionSetInput = z.infer<typeof QuestionSetInput>

export const PageLook = z.object({ colour: z.string().nullable(), validHours: z.number().int() })
export type PageLook = z.infer<typeof PageLook>

/** How the link reaches the customer. `public`: it stands in a public answer, anybody may open it first. */
export const PageWay = z.enum(['private', 'public', 'mail', 'hand'])
export type PageWay = z.infer<typeof PageWay>
export const PageState = z.enum(['waiting', 'opened', 'answered', 'expired', 'revoked'])
export type PageState = z.infer<typeof PageState>

const PrivateAnswer = z.object({
  id: Id,
  givenAt: Instant,
  isMasked: z.boolean(),
  /** What may be shown of it: its last signs. Open answers stand in the message. */
  ending: z.string(),
  deleteAt: Instant.nullable(),
  deletedAt: Instant.nullable(),
})
export type PrivateAnswer = z.infer<typeof PrivateAnswer>

/** Words to lay into an answer. `public` never carries the link. */
export const PageWords = z.object({ public: z.string(), publicWithLink: z.string(), private: z.string() })
export type PageWords = z.infer<typeof PageWords>

export const PrivatePage = z.object({
  id: Id,
  threadId: Id,
  kind: z.enum(['questions', 'status']),
  state: PageState,
  way: PageWay,
  code: z.string(),
  language: Language,
  askedBy: Person.nullable(),
  askedAt: Instant,
  expiresAt: Instant,
  openedAt: Instant.nullable(),
  /** For who may answer, while it holds. */
  link: z.string().nullable(),
  words: PageWords.nullable(),
  questions: z.array(Question.extend({ answer: PrivateAnswer.nullable() })),
})
export type PrivatePage = z.infer<typeof PrivatePage>

export const CasePages = z.object({
  pages: z.array(PrivatePage),
  /** Prepared questions, those of the case's topic first. */
  sets: z.array(QuestionSet.extend({ isOfTopic: z.boolean() })),
  /** Public messages of the customer with personal data in them. */
  exposed: z.array(
    z.object({ messageId: Id, threadId: Id, at: Instant, kinds: z.array(z.string()), isHideable: z.boolean() }),
  ),
  validHours: z.number().int(),
  /** Is a mail address known to which the link could go? */
  hasMail: z.boolean(),
  /** Can a private message of the case's own networks carry the link? */
  hasPrivate: z.boolean(),
  language: Language,
  allowed: z.array(z.enum(['ask', 'reveal', 'revoke'])),
})
export type CasePages = z.infer<typeof CasePages>

export const RevealPurpose = z.enum(['handle', 'verify', 'correct', 'request'])
export type RevealPurpose = z.infer<typeof RevealPurpose>

const Token = z.strictObject({ token: z.string().max(100) })

export const privatePageRoutes = {
  ofCase: route({
    id: 'privatePages.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/private-pages',
    access: 'case.read',
    object: 'case',
    summary: 'What was asked privately in a case, what is still missing, and what stands in public that should not',
    params: IdParams,
    response: CasePages,
  }),
  ask: route({
    id: 'privatePages.ask',
    method: 'POST',
    path: '/api/v1/cases/{id}/private-pages',
    access: 'case.reply',
    object: 'case',
    summary: 'Open a private page that asks for these things',
    params: IdParams,
    body: z.strictObject({
      /** None: a place to write to each other privately. */
      questions: Questions,
      words: Text(2_000),
      language: Language,
      way: PageWay,
      validHours: z.number().int().min(1).max(2_160),
      clientKey: z.uuid(),
    }),
    response: z.object({
      page: PrivatePage,
      mail: z.enum(['queued', 'capped', 'no-address']).nullable(),
    }),
    status: 201,
    answerKept: false,
  }),
  status: route({
    id: 'privatePages.status',
    method: 'POST',
    path: '/api/v1/cases/{id}/status-page',
    access: 'case.reply',
    object: 'case',
    summary: 'A link under which the customer sees how their concern stands; the one that holds, else a new one',
    params: IdParams,
    body: z.strictObject({ language: Language }),
    response: z.object({ page: PrivatePage }),
    answerKept: false,
  }),
  revoke: route({
    id: 'privatePages.revoke',
    method: 'POST',
    path: '/api/v1/private-pages/{id}/revoke',
    access: 'case.reply',
    object: 'private-page',
    summary: 'Make a link worthless at once',
    params: IdParams,
    body: z.strictObject({}),
    response: Ok,
  }),
  reveal: route({
    id: 'privatePages.reveal',
    method: 'POST',
    path: '/api/v1/private-answers/{id}/reveal',
    access: 'private-page.reveal',
    object: 'private-answer',
    summary: 'Show a masked answer; who looked and why is on record',
    params: IdParams,
    body: z.strictObject({ purpose: RevealPurpose, note: Line(200).default('') }),
    response: z.object({
      value: z.string().nullable(),
      file: z.object({ name: z.string(), type: z.string(), base64: z.string() }).nullable(),
    }),
    answerKept: false,
  }),
  sets: route({
    id: 'privatePages.sets',
    method: 'GET',
    path: '/api/v1/question-sets',
    access: 'case.read',
    summary: 'Prepared questions, and how private pages look',
    response: z.object({ items: z.array(QuestionSet), look: PageLook, mayManage: z.boolean() }),
  }),
  createSet: route({
    id: 'privatePages.createSet',
    method: 'POST',
    path: '/api/v1/question-sets',
    access: 'private-page.manage',
    summary: 'Prepare questions for a topic',
    body: QuestionSetInput,
    response: QuestionSet,
    status: 201,
  }),
  changeSet: route({
    id: 'privatePages.changeSet',
    method: 'PUT',
    path: '/api/v1/question-sets/{id}',
    access: 'private-page.manage',
    object: 'question-set',
    summary: 'Change prepared questions; pages that were sent stay as they are',
    params: IdParams,
    body: QuestionSetInput.extend({ version: z.number().int() }),
    response: QuestionSet,
  }),
  removeSet: route({
    id: 'privatePages.removeSet',
    method: 'DELETE',
    path: '/api/v1/question-sets/{id}',
    access: 'private-page.manage',
    object: 'question-set',
    summary: 'Take prepared questions out of use',
    params: IdParams,
    response: Ok,
  }),
  saveLook: route({
    id: 'privatePages.saveLook',
    method: 'PUT',
    path: '/api/v1/private-page-look',
    access: 'private-page.manage',
    summary: 'The colour of private pages and how long their links hold',
    body: z.strictObject({
      colour: z
        .string()
        .regex(/^#[0-9a-f]{6}$/)
        .nullable(),
      validHours: z.number().int().min(1).max(2_160),
    }),
    response: PageLook,
  }),
  open: route({
    id: 'privatePages.open',
    method: 'POST',
    path: '/api/v1/public/private-pages/{token}/open',
    access: 'public',
    summary: 'Open a private page in this browser; from then on only this browser comes in',
    params: Token,
    body: z.strictObject({}),
    response: Ok,
  }),
  send: route({
    id: 'privatePages.send',
    method: 'POST',
    path: '/api/v1/public/private-pages/{token}/send',
    access: 'public',
    summary: 'Answers and words of the customer, with files',
    params: Token,
    bodyKind: 'multipart',
    response: z.object({ ok: z.literal(true), missing: z.number().int() }),
  }),
  check: route({
    id: 'privatePages.check',
    method: 'POST',
    path: '/api/v1/public/private-page-check',
    access: 'public',
    summary: 'Is this code ours? Says which company and since when, nothing else',
    body: z.strictObject({ code: z.string().max(40) }),
    response: z.object({ isOurs: z.boolean(), company: z.string().nullable(), at: Instant.nullable() }),
  }),
}

/** What comes with a `send`, beside its files: their fields are named `file:` and the key of the question. */
export const PageSending = z.strictObject({
  clientKey: z.uuid(),
  words: Text(10_000),
  answers: z.record(z.string().max(40), Text(2_000)),
})
export type PageSending = z.infer<typeof PageSending>
