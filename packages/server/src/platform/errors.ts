import type { ProblemCode } from '@resonanz/contracts'

const statusOf: Record<ProblemCode, number> = {
  'invalid-input': 400,
  'not-signed-in': 401,
  'second-factor-needed': 401,
  'signature-invalid': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'stale-version': 412,
  'newer-message': 409,
  'idempotency-reused': 422,
  'too-large': 413,
  'too-many-requests': 429,
  'already-set-up': 404,
  'token-invalid': 404,
  'token-expired': 410,
  'undo-over': 409,
  'not-undoable': 409,
  'no-way-to-reply': 422,
  'guideline-warning': 422,
  'guideline-stop': 403,
  'variable-missing': 422,
  'steps-missing': 409,
  'over-channel-limit': 422,
  'window-closed': 409,
  'private-reply-used': 409,
  'personal-data-found': 422,
  'own-approval': 403,
  'nobody-may-approve': 422,
  'approval-needed': 422,
  'approval-changed': 409,
  'promise-open': 409,
  'no-last-word': 409,
  'past-promise': 409,
  'nothing-to-wait-for': 409,
  'draft-changed': 409,
  'draft-taken': 409,
  'draft-gone': 409,
  'facts-missing': 409,
  'language-help-off': 403,
  'language-help-failed': 422,
  'language-help-budget': 429,
  'over-limit': 422,
  'over-budget': 422,
  'already-booked': 409,
  'connection-failed': 422,
  'host-not-allowed': 422,
  'person-away': 409,
  'last-owner': 409,
  unavailable: 503,
  internal: 500,
}

/** A refusal with a stable code; becomes an RFC 9457 problem at the edge. `detail` says what to do. */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly extra: Record<string, unknown> | undefined
  constructor(code: ProblemCode, detail?: string, extra?: Record<string, unknown>) {
    super(detail ?? code)
    this.name = 'Refusal'
    this.code = code
    this.status = statusOf[code]
    this.extra = extra
  }
}

export function notFound(): Refusal {
  return new Refusal('not-found')
}
