import { ImapFlow } from 'imapflow'
import { ConnectorError } from '../connector.ts'
import { EgressError, isCertificateError } from '../kit/egress-error.ts'
import { accessToken } from './access-token.ts'
import type { EmailContext } from './settings.ts'

/** Mails beyond this are taken by their header only; nothing is removed at the provider. */
export const mailBytesLimit = 50 * 1024 * 1024

/** A signed-in IMAP connection to the checked address of the server. Throws ConnectorError. */
export async function connectImap(context: EmailContext): Promise<ImapFlow> {
  const { imap, auth } = context.settings
  try {
    const to = await context.egress.resolveForConnect(imap.host, imap.port)
    const client = new ImapFlow({
      host: to.address,
      port: to.port,
      ...(to.servername ? { servername: to.servername } : {}),
      secure: imap.security === 'tls',
      ...(imap.security === 'tls' ? {} : { doSTARTTLS: imap.security === 'starttls' }),
      auth: {
        user: imap.user,
        ...(auth === 'oauth2' ? { accessToken: await accessToken(context) } : { pass: context.secrets.password ?? '' }),
      },
      tls: { rejectUnauthorized: !context.egress.relaxedTls },
      clientInfo: { name: 'Resonanz' },
      ...(context.presenceId ? { id: context.presenceId } : {}),
      logger: false,
      disableAutoIdle: true,
      disableCompression: true,
      connectionTimeout: context.patienceMs ?? 10_000,
      greetingTimeout: context.patienceMs ?? 10_000,
      // Longer than one IDLE (5 minutes): a silent connection is noticed by the next command after it.
      socketTimeout: 6 * 60_000,
      maxLineLength: 8 * 1024 * 1024,
      maxLiteralSize: mailBytesLimit + 1024 * 1024,
      maxResponseSize: mailBytesLimit + 16 * 1024 * 1024,
    })
    // Errors of a broken connection also reject the command under way; nobody else may be hit by them.
    client.on('error', () => {})
    const stop = () => client.close()
    context.signal.addEventListener('abort', stop, { once: true })
    client.on('close', () => context.signal.removeEventListener('abort', stop))
    await client.connect()
    return client
  } catch (error) {
    throw imapError(error)
  }
}

/** Ends a connection politely, at once when it does not answer. */
export async function endImap(client: ImapFlow): Promise<void> {
  const timer = setTimeout(() => client.close(), 3_000)
  await client.logout().catch(() => client.close())
  clearTimeout(timer)
}

type ImapFailure = Error & {
  code?: string
  authenticationFailed?: boolean
  serverResponseCode?: string
  responseStatus?: string
  throttleReset?: number
}

const tryLater = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG', 'OVERQUOTA'])

/** Any failure of a mail server as the health of a presence tells it; the server's own words are not passed on. */
export function imapError(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error
  if (error instanceof EgressError) {
    const lasting = error.code === 'host-not-allowed' || error.code === 'bad-address'
    return new ConnectorError(lasting ? 'permanent' : 'transient', error.code, { cause: error })
  }
  const failure = error as ImapFailure
  const cause = { cause: error }
  if (failure.authenticationFailed) {
    if (tryLater.has(failure.serverResponseCode ?? '')) return new ConnectorError('transient', 'server-busy', cause)
    return new ConnectorError('sign_in', 'wrong-credentials', cause)
  }
  if (isCertificateError(error)) return new ConnectorError('permanent', 'certificate', cause)
  if (failure.code === 'ETHROTTLE') {
    const retryAfterMs = Math.min(Math.max(failure.throttleReset ?? 60_000, 1_000), 3_600_000)
    return new ConnectorError('transient', 'throttled', { ...cause, retryAfterMs })
  }
  if (/STARTTLS/.test(failure.code ?? '') || /STARTTLS/i.test(failure.message ?? '')) {
    return new ConnectorError('permanent', 'no-encryption', cause)
  }
  if (failure.responseStatus === 'NO' || failure.responseStatus === 'BAD') {
    return new ConnectorError('transient', 'refused-by-server', cause)
  }
  return new ConnectorError('transient', 'unreachable', cause)
}
