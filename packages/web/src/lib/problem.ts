import type { Problem as ProblemBody, ProblemCode } from '@resonanz/contracts'

export type ProblemCodeHere = ProblemCode | 'offline' | 'unreadable'

/** What went wrong with a call: RFC 9457 from the server, or `offline`/`unreadable` found by us. Screens speak by `code`. */
export class Problem extends Error {
  readonly status: number
  readonly code: ProblemCodeHere
  readonly detail: string | undefined
  readonly errors: { path: string; message: string }[]
  readonly extra: Record<string, unknown>
  /** What a person may pass on to whoever runs the installation. */
  readonly requestId: string | undefined
  readonly at = new Date()

  constructor(
    body: Partial<Omit<ProblemBody, 'code'>> & { status: number; code: ProblemCodeHere },
    requestId?: string | null,
  ) {
    super(body.detail ?? body.title ?? body.code)
    this.name = 'Problem'
    this.status = body.status
    this.code = body.code
    this.detail = body.detail
    this.errors = body.errors ?? []
    this.extra = body.extra ?? {}
    this.requestId = requestId ?? undefined
  }

  /** The message beside a field, by its path in the body (`email`, `items.0.name`). */
  fieldError(path: string): string | undefined {
    return this.errors.find((error) => error.path.replace(/^\//, '').replaceAll('/', '.') === path)?.message
  }
}

export function isProblem(error: unknown, code?: ProblemCodeHere): error is Problem {
  return error instanceof Problem && (!code || error.code === code)
}

/** Reads the body of a failed answer; anything that is no problem document becomes one. */
export async function problemFrom(response: Response): Promise<Problem> {
  const requestId = response.headers.get('x-request-id')
  try {
    const body: unknown = await response.json()
    if (typeof body === 'object' && body && 'code' in body && typeof body.code === 'string') {
      return new Problem({ ...(body as ProblemBody), status: response.status }, requestId)
    }
  } catch {
    // A proxy's HTML page, or nothing: told by the status alone.
  }
  return new Problem({ status: response.status, code: codeOf(response.status) }, requestId)
}

function codeOf(status: number): ProblemCodeHere {
  if (status === 401) return 'not-signed-in'
  if (status === 403) return 'not-allowed'
  if (status === 404) return 'not-found'
  if (status === 413) return 'too-large'
  if (status === 429) return 'too-many-requests'
  return status >= 502 ? 'unavailable' : 'internal'
}
