export type EgressCode =
  /** Not an http(s) address or host name that we would ever contact. */
  | 'bad-address'
  /** Leads to an internal address that is not in the allow list. Decided before any contact. */
  | 'host-not-allowed'
  /** No name, closed port, silent port, reset, not the protocol: one code, so nobody scans ports through us. */
  | 'unreachable'
  | 'certificate'
  | 'redirect-refused'
  | 'too-large'
  | 'too-slow'
  | 'bad-encoding'
  | 'cancelled'

export class EgressError extends Error {
  readonly code: EgressCode
  /** What was answered before it went wrong: a body that grew too large has a status; null without any. */
  status: number | null = null
  constructor(code: EgressCode, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause })
    this.name = 'EgressError'
    this.code = code
  }
}

const certificateCodes =
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF|DECRYPT)|ERR_SSL_CERTIFICATE|HOSTNAME_MISMATCH)/

export function isCertificateError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && certificateCodes.test(code)
}
