import { z } from 'zod'
import { ConnectorError, type SignInContext } from '../connector.ts'
import { callNetwork, readingFault } from './network-call.ts'

/** A token as it may stand in a header: anything else in it is an attack or an accident. */
export const Token = z
  .string()
  .min(1)
  .max(4_000)
  .regex(/^[\x21-\x7e]+$/)

const Answer = z.object({
  access_token: Token,
  token_type: z
    .string()
    .regex(/^bearer$/i)
    .optional(),
  refresh_token: Token.optional(),
  expires_in: z.coerce.number().positive().max(1e10).optional().catch(undefined),
  /** Google: the whole sign-in ends then, while the app is being tried out. */
  refresh_token_expires_in: z.coerce.number().positive().max(1e10).optional().catch(undefined),
})
export type ExchangedCode = z.infer<typeof Answer>

const exchangeMs = 15_000

/** Code for tokens, asked once. `proof`: our app's secret in a header. Throws ConnectorError. */
export async function exchangeCode(
  context: SignInContext,
  tokenUrl: string,
  form: Record<string, string>,
  proof?: { clientId: string; clientSecret: string },
): Promise<ExchangedCode> {
  const { status, json } = await callNetwork(context, tokenUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      ...(proof
        ? {
            authorization: `Basic ${Buffer.from(`${encodeURIComponent(proof.clientId)}:${encodeURIComponent(proof.clientSecret)}`).toString('base64')}`,
          }
        : {}),
    },
    body: new URLSearchParams(form).toString(),
    maxBytes: 100_000,
    timeoutMs: exchangeMs,
  }).catch((error: unknown) => {
    throw readingFault(error)
  })
  if (status >= 400 && status < 500 && status !== 429) throw new ConnectorError('sign_in', 'sign-in-refused')
  if (status !== 200) throw new ConnectorError('transient', 'token-server-down')
  const parsed = Answer.safeParse(json)
  if (!parsed.success) throw new ConnectorError('transient', 'unexpected-answer')
  return parsed.data
}

/** The page where a person agrees. */
export function authorizePage(address: string, query: Record<string, string>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}

/** Who answered must be whom we asked (RFC 9207); a server that names nobody is known by its way back alone. */
export function refuseOtherIssuer(params: Record<string, string>, expected: string): void {
  const { iss } = params
  if (iss === undefined) return
  if (URL.parse(iss)?.origin !== new URL(expected).origin) throw new ConnectorError('sign_in', 'issuer-wrong')
}
