import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type XOAuth2 from 'nodemailer/lib/xoauth2'
import { ConnectorError } from '../connector.ts'
import { EgressError, isCertificateError } from '../kit/egress-error.ts'
import { accessToken } from './access-token.ts'
import type { EmailContext } from './settings.ts'

export type Smtp = SMTPConnection

/** A signed-in connection to the checked address of the sending server. Throws ConnectorError. */
export async function connectSmtp(context: EmailContext): Promise<Smtp> {
  const { smtp, auth, address } = context.settings
  try {
    const to = await context.egress.resolveForConnect(smtp.host, smtp.port)
    const connection = new SMTPConnection({
      host: to.address,
      port: to.port,
      servername: to.servername,
      secure: smtp.security === 'tls',
      requireTLS: smtp.security === 'starttls',
      ignoreTLS: smtp.security === 'none',
      name: address.split('@')[1] ?? 'localhost',
      connectionTimeout: context.patienceMs ?? 10_000,
      greetingTimeout: context.patienceMs ?? 15_000,
      // RFC 5321 gives the end of DATA ten minutes; most answer within seconds.
      socketTimeout: 5 * 60_000,
      tls: { rejectUnauthorized: !context.egress.relaxedTls, minVersion: 'TLSv1.2' },
    })
    const stop = () => connection.close()
    context.signal.addEventListener('abort', stop, { once: true })
    connection.once('end', () => context.signal.removeEventListener('abort', stop))
    await step(connection, (done) => connection.connect((error?: Error | null) => done(error)))
    if (smtp.user !== '') {
      const token = auth === 'oauth2' ? await accessToken(context) : null
      await step(connection, (done) =>
        connection.login(
          token === null
            ? { credentials: { user: smtp.user, pass: context.secrets.smtpPassword ?? context.secrets.password ?? '' } }
            : { user: smtp.user, method: 'XOAUTH2', oauth2: fixedToken(smtp.user, token) },
          done,
        ),
      )
    }
    return connection
  } catch (error) {
    throw smtpError(error)
  }
}

/** One command; a connection that dies meanwhile ends it too. */
function step(connection: Smtp, run: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new ConnectorError('transient', 'unreachable'))
    connection.on('error', reject)
    connection.once('end', gone)
    run((error) => {
      connection.off('end', gone)
      if (error) reject(error)
      else resolve()
    })
  })
}

/** What the library asks of a token source; ours is renewed before the connection is made. */
function fixedToken(user: string, token: string) {
  return {
    getToken: (_renew: boolean, done: (error: Error | null, token?: string) => void) => done(null, token),
    buildXOAuth2Token: (value: string) =>
      Buffer.from(`user=${user}\u0001auth=Bearer ${value}\u0001\u0001`).toString('base64'),
  } as unknown as XOAuth2
}

type SmtpFailure = Error & { code?: string; responseCode?: number; response?: string }

/** Any failure before a mail is offered. */
export function smtpError(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error
  if (error instanceof EgressError) {
    const lasting = error.code === 'host-not-allowed' || error.code === 'bad-address'
    return new ConnectorError(lasting ? 'permanent' : 'transient', error.code, { cause: error })
  }
  const failure = error as SmtpFailure
  const cause = { cause: error }
  if (isCertificateError(error) || /certificate|self-signed/i.test(failure.message ?? '')) {
    return new ConnectorError('permanent', 'certificate', cause)
  }
  if (failure.code === 'EAUTH') {
    const later = failure.responseCode !== undefined && failure.responseCode < 500
    return new ConnectorError(later ? 'transient' : 'sign_in', later ? 'server-busy' : 'wrong-credentials', cause)
  }
  if (failure.code === 'ETLS') return new ConnectorError('permanent', 'no-encryption', cause)
  if (failure.responseCode !== undefined && failure.responseCode < 500) {
    return new ConnectorError('transient', 'server-busy', cause)
  }
  return new ConnectorError('transient', 'unreachable', cause)
}
