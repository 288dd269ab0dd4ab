/**
 * What of the sign-in library is reachable: everything not named here is 404. `ends` says whose sessions a success
 * ends: the person's other ones, because whoever changes a key may be doing so after losing one.
 */
export type Endpoint = {
  method: 'GET' | 'POST'
  /** A new session that comes of it is a sign-in; else it stands in for the one before. */
  signsIn?: boolean
  ends?: 'others'
  /** Asks for a sign-in within the last day: a session somebody took over must not become a key of their own. */
  fresh?: boolean
  /** People hear of ended sessions in the journal. */
  tells?: boolean
}

export const endpoints: Record<string, Endpoint> = {
  '/sign-in/email': { method: 'POST', signsIn: true },
  '/sign-out': { method: 'POST' },
  '/get-session': { method: 'GET' },
  '/list-sessions': { method: 'GET' },
  '/revoke-session': { method: 'POST', tells: true },
  '/revoke-sessions': { method: 'POST', tells: true },
  '/revoke-other-sessions': { method: 'POST', tells: true },
  '/change-password': { method: 'POST', ends: 'others', tells: true },
  '/two-factor/enable': { method: 'POST' },
  // Also confirms a new second factor while signed in.
  '/two-factor/verify-totp': { method: 'POST', signsIn: true, ends: 'others' },
  '/two-factor/verify-backup-code': { method: 'POST', signsIn: true },
  '/two-factor/generate-backup-codes': { method: 'POST' },
  '/two-factor/get-totp-uri': { method: 'POST' },
  '/two-factor/disable': { method: 'POST', ends: 'others', tells: true },
  '/passkey/generate-register-options': { method: 'GET', fresh: true },
  '/passkey/verify-registration': { method: 'POST', fresh: true },
  '/passkey/generate-authenticate-options': { method: 'GET' },
  '/passkey/verify-authentication': { method: 'POST', signsIn: true },
  '/passkey/list-user-passkeys': { method: 'GET' },
  '/passkey/update-passkey': { method: 'POST' },
  '/passkey/delete-passkey': { method: 'POST', ends: 'others', tells: true },
}
