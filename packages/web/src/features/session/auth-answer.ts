/** What the sign-in part answers, in our words: it has codes of its own, not problem documents. */

export type AuthTrouble =
  | 'wrong'
  | 'wrongCode'
  | 'tooMany'
  | 'offline'
  | 'denied'
  | 'unsupported'
  | 'cancelled'
  | 'other'
type AuthError = { status?: number; code?: string | undefined; message?: string | undefined } | null | undefined

export function troubleOf(error: AuthError, step: 'password' | 'code' | 'passkey' | 'change'): AuthTrouble | null {
  if (!error) return null
  const code = (error.code ?? '').toUpperCase()
  if (error.status === 429 || code.includes('TOO_MANY')) return 'tooMany'
  if (step === 'passkey' && /CANCEL|ABORT|NOT_ALLOWED_ERROR|REGISTRATION_CANCELLED/.test(code)) return 'cancelled'
  if (code.includes('PASSWORD') || code === 'INVALID_EMAIL') return 'wrong'
  if (step === 'code' && (error.status === 400 || error.status === 401)) return 'wrongCode'
  if (error.status === 401) return 'wrong'
  if (error.status === 403) return 'denied'
  if (!error.status) return 'offline'
  return 'other'
}

/** Runs a call of the sign-in client; a lost connection, which it throws, becomes an answer too. */
export async function asked<Data>(
  call: () => Promise<{ data: Data | null; error: AuthError }>,
  step: Parameters<typeof troubleOf>[1],
): Promise<{ data: Data | null; trouble: AuthTrouble | null }> {
  try {
    const { data, error } = await call()
    return { data, trouble: troubleOf(error, step) }
  } catch (error) {
    const aborted = error instanceof Error && error.name === 'NotAllowedError'
    return { data: null, trouble: aborted ? 'cancelled' : 'offline' }
  }
}
