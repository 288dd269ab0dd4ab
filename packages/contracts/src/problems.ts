import { z } from 'zod'

/** Stable codes of problems (RFC 9457 `code`); the web translates by them. */
export const ProblemCode = z.enum([
  'invalid-input',
  'not-signed-in',
  'second-factor-needed',
  'not-allowed',
  'not-found',
  'conflict',
  'stale-version',
  'newer-message',
  'idempotency-reused',
  'too-large',
  'too-many-requests',
  'signature-invalid',
  'already-set-up',
  'token-invalid',
  'token-expired',
  'undo-over',
  'not-undoable',
  'no-way-to-reply',
  'guideline-warning',
  'guideline-stop',
  'variable-missing',
  'steps-missing',
  'over-channel-limit',
  'own-approval',
  'nobody-may-approve',
  'approval-needed',
  'approval-changed',
  'promise-open',
  'no-last-word',
  'past-promise',
  'over-limit',
  'over-budget',
  'already-booked',
  'connection-failed',
  'host-not-allowed',
  'person-away',
  'last-owner',
  'unavailable',
  'internal',
])
export type ProblemCode = z.infer<typeof ProblemCode>

export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: ProblemCode,
  detail: z.string().optional(),
  instance: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Facts the screen needs, e.g. who answered meanwhile. Never a secret, never foreign data. */
  extra: z.record(z.string(), z.unknown()).optional(),
})
export type Problem = z.infer<typeof Problem>
