/** The network's fault or ours, as the health of a presence shows it. */
export class ConnectorError extends Error {
  readonly kind: 'transient' | 'permanent' | 'sign_in'
  readonly code: string
  readonly retryAfterMs: number | null
  constructor(
    kind: 'transient' | 'permanent' | 'sign_in',
    code: string,
    options: { detail?: string; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(options.detail ?? code, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'ConnectorError'
    this.kind = kind
    this.code = code
    this.retryAfterMs = options.retryAfterMs ?? null
  }
}

/** No event can be had from an item. `code` is stable, the message is what the quarantine shows. */
export class Unreadable extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'Unreadable'
    this.code = code
  }
}
