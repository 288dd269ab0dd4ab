import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { twoFactor } from 'better-auth/plugins'
import type { Deps } from '#platform/deps'
import { cookiePrefix, isSecure, signInSecret } from './cookies.ts'

/** The only file that knows the sign-in library: password, TOTP with backup codes, passkeys, sessions. */
export type SignIn = { handle(request: Request): Promise<Response> }

export { hashPassword, verifyPassword }

export const signInPath = '/api/auth'
/** Rolls on with every request, see `authenticate`. */
export const sessionHours = 12
/** The cookie is not renewed while a session rolls on, so this is also the longest a session can live. */
const cookieDays = 7
/** Our own header; whatever a client sends under this name is overwritten. */
export const addressHeader = 'x-resonanz-address'

export function makeSignIn(deps: Deps): SignIn {
  const baseURL = deps.config.publicUrl ?? `http://localhost:${deps.config.port}`
  const auth = betterAuth({
    appName: 'Resonanz',
    baseURL,
    basePath: signInPath,
    secret: signInSecret(deps.seal),
    database: deps.db.systemPool,
    telemetry: { enabled: false },
    // Its messages may hold addresses; only the fact of a failure is kept.
    logger: {
      level: 'error',
      log: (_level, _message, ...rest) => {
        const err = rest.find((part) => part instanceof Error)
        if (err) deps.log.error({ err, part: 'sign-in' }, 'sign-in failed')
      },
    },
    trustedOrigins: async (request) => (deps.config.publicUrl || !request ? [] : [new URL(request.url).origin]),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      autoSignIn: false,
      minPasswordLength: 12,
      maxPasswordLength: 128,
    },
    session: {
      modelName: 'auth_session',
      expiresIn: cookieDays * 86_400,
      disableSessionRefresh: true,
      freshAge: 0,
    },
    user: { modelName: 'auth_user' },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    // Tries at the password are counted by us (attempts.ts); this guards the other endpoints, per address and path.
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'auth_rate_limit',
      window: 60,
      max: 120,
      customRules: {
        '/sign-in/email': false,
        '/two-factor/*': { window: 60, max: 20 },
        '/passkey/*': { window: 60, max: 60 },
        '/change-password': { window: 60, max: 10 },
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ({
            data: { ...session, expiresAt: new Date(Date.now() + sessionHours * 3_600_000) },
          }),
        },
      },
    },
    advanced: {
      cookiePrefix: cookiePrefix(deps.config),
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(deps.config) },
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    plugins: [
      twoFactor({ issuer: 'Resonanz', twoFactorTable: 'auth_two_factor' }),
      passkey({
        rpID: new URL(baseURL).hostname,
        rpName: 'Resonanz',
        schema: { passkey: { modelName: 'auth_passkey' } },
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      }),
    ],
  })
  return { handle: (request) => auth.handler(request) }
}
