import { createHmac, randomBytes } from 'node:crypto'
import { FacebookSettings as Shape, MetaSecrets as Typed } from '@resonanz/contracts'
import { z } from 'zod'
import { ConnectorError, type SignedIn, type SignIn, type SignInContext } from '../connector.ts'
import { authorizePage, Token } from '../kit/exchange-code.ts'
import { answerFault, callNetwork, readingFault } from '../kit/network-call.ts'
import type { FacebookSettings, InstagramSettings, MetaSecrets, MetaSettings } from './settings.ts'

const Start = z.strictObject({
  appId: z
    .string()
    .trim()
    .regex(/^\d{3,25}$/),
  appSecret: Typed.shape.appSecret,
  apiRoot: Shape.shape.apiRoot,
  apiVersion: Shape.shape.apiVersion,
})
type Start = z.output<typeof Start>

const pageRights = [
  'pages_show_list',
  'pages_manage_metadata',
  'pages_read_engagement',
  'pages_read_user_content',
  'pages_manage_engagement',
  'pages_manage_posts',
  'pages_messaging',
]
const instagramRights = [
  'pages_show_list',
  'pages_manage_metadata',
  'pages_read_engagement',
  'instagram_basic',
  'instagram_manage_comments',
  'instagram_manage_messages',
]
const Given = z.object({ access_token: Token })
const Pages = z.object({
  data: z.array(
    z.object({
      id: Shape.shape.pageId,
      name: z.string().max(1_000).catch(''),
      /** Missing where the person may not act for the page. */
      access_token: Token.optional().catch(undefined),
      instagram_business_account: z
        .object({ id: Shape.shape.pageId, username: z.string().regex(/^[\w.]{1,30}$/) })
        .optional()
        .catch(undefined),
    }),
  ),
  paging: z
    .object({ next: z.string().optional(), cursors: z.object({ after: z.string().max(1_000) }).optional() })
    .optional()
    .catch(undefined),
})
type Page = z.output<typeof Pages>['data'][number]
const mostSheets = 5

/** A page with its token; or, for a page that is signed in anew, that one. */
export const facebookSignIn = metaSignIn<FacebookSettings>(pageRights, (page, token) => ({
  key: page.id,
  name: page.name || page.id,
  settings: { pageId: page.id, pageName: page.name.slice(0, 120) },
  token,
}))

/** The professional account behind a page; its token is the page's. */
export const instagramSignIn = metaSignIn<InstagramSettings>(
  instagramRights,
  ({ instagram_business_account: account }, token) =>
    account
      ? {
          key: account.id,
          name: `@${account.username}`,
          settings: { accountId: account.id, username: account.username },
          token,
        }
      : null,
)

type Found = { key: string; name: string; settings: Record<string, string>; token: string }

/**
 * Facebook Login for the web, after developers.facebook.com: code, token of the person, a long-lived one, and by that the
 * tokens of their pages, which do not end with it. The code is bound by the app's secret; this flow knows no PKCE.
 */
function metaSignIn<Settings extends MetaSettings & { appId: string }>(
  rights: readonly string[],
  read: (page: Page, token: string) => Found | null,
): SignIn<Settings, MetaSecrets, Start, null> {
  return {
    start: Start,
    startOf: ({ appId, apiRoot, apiVersion }, { appSecret }) =>
      appId && appSecret ? { appId, appSecret, apiRoot, apiVersion } : null,
    async begin(_, start, { redirectUri, state }) {
      const url = authorizePage(`${pagesOf(start)}/${start.apiVersion}/dialog/oauth`, {
        client_id: start.appId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: rights.join(','),
        state,
      })
      return { url, kept: null }
    },
    async finish(context, start, { params, redirectUri, renewed }) {
      const app = { client_id: start.appId, client_secret: start.appSecret }
      const short = await tokenBy(context, start, { ...app, redirect_uri: redirectUri, code: params['code'] ?? '' })
      const exchange = { grant_type: 'fb_exchange_token', fb_exchange_token: short }
      const long = await tokenBy(context, start, { ...app, ...exchange })
      const found = (await pagesOfPerson(context, start, long)).flatMap((page) =>
        page.access_token ? (read(page, page.access_token) ?? []) : [],
      )
      const own = renewed as Record<string, unknown> | null
      const fitting = own ? found.filter(({ key }) => key === (own['pageId'] ?? own['accountId'])) : found
      if (found.length > 0 && fitting.length === 0) throw new ConnectorError('sign_in', 'other-account')
      return fitting.map((account) => connected(account, start, own === null))
    },
  }
}

function connected({ key, name, settings, token }: Found, start: Start, isNew: boolean): SignedIn<MetaSecrets> {
  const { appId, appSecret, apiRoot, apiVersion } = start
  // Stands in the app's webhook settings already where the channel was connected before.
  const verify = isNew ? { verifyToken: randomBytes(16).toString('hex') } : {}
  return {
    key,
    name,
    settings: { ...settings, ...verify, appId, apiRoot, apiVersion },
    secrets: { accessToken: token, appSecret },
    // Asked of the network once a day.
    tokenExpiresAt: null,
  }
}

/** Facebook's page for people lies beside its API; another API server has its own. */
function pagesOf({ apiRoot }: Start): string {
  const root = apiRoot.replace(/\/+$/, '')
  return root === 'https://graph.facebook.com' ? 'https://www.facebook.com' : root
}

async function tokenBy(context: SignInContext, start: Start, query: Record<string, string>): Promise<string> {
  const answer = await ask(context, start, 'oauth/access_token', query)
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 429)
    throw new ConnectorError('sign_in', 'sign-in-refused')
  const fault = answerFault(answer)
  if (fault) throw fault
  const given = Given.safeParse(answer.json).data
  if (!given) throw new ConnectorError('transient', 'unexpected-answer')
  return given.access_token
}

async function pagesOfPerson(context: SignInContext, start: Start, token: string): Promise<Page[]> {
  const proof = createHmac('sha256', start.appSecret).update(token).digest('hex')
  const fields = 'id,name,access_token,instagram_business_account{id,username}'
  const pages: Page[] = []
  let after: string | undefined
  for (let sheet = 0; sheet < mostSheets; sheet += 1) {
    const query = { fields, limit: '100', appsecret_proof: proof, ...(after ? { after } : {}) }
    const answer = await ask(context, start, 'me/accounts', query, token)
    const fault = answerFault(answer)
    if (fault) throw fault
    if (answer.status >= 400) throw new ConnectorError('sign_in', 'permission-missing')
    const parsed = Pages.safeParse(answer.json)
    if (!parsed.success) throw new ConnectorError('transient', 'unexpected-answer')
    pages.push(...parsed.data.data)
    after = parsed.data.paging?.next ? parsed.data.paging.cursors?.after : undefined
    if (!after) break
  }
  return pages
}

function ask(context: SignInContext, start: Start, path: string, query: Record<string, string>, token?: string) {
  const url = authorizePage(`${start.apiRoot.replace(/\/+$/, '')}/${start.apiVersion}/${path}`, query)
  return callNetwork(context, url, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
    maxBytes: 1_000_000,
    timeoutMs: 15_000,
  }).catch((error: unknown) => {
    throw readingFault(error)
  })
}
