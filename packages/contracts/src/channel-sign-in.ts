import { z } from 'zod'
import { ChannelKind } from './channels.ts'
import { route } from './route.ts'
import { Id, IdParams } from './shapes.ts'

/** What a network asks for before: the address of the server, our app's id and secret. Checked by the channel itself. */
const Typed = z.record(z.string().max(40), z.string().trim().max(4_000))

/**
 * Signing in at a network instead of typing its tokens. The browser goes to `url`, the person agrees there, and it comes
 * back to `/channel-sign-in/{kind}/…`, which answers with a page and leads on to the channel.
 */
export const channelSignInRoutes = {
  prepare: route({
    id: 'channelSignIn.prepare',
    method: 'GET',
    path: '/api/v1/channel-sign-in',
    access: 'presence.manage',
    summary: 'What signing in at a network needs',
    query: z.strictObject({ kind: ChannelKind, presenceId: Id.optional() }),
    response: z.object({
      /** To be entered in our app's settings at the network; null where there is nothing to enter. */
      redirectUri: z.string().nullable(),
      /** The presence holds all that is needed: nothing must be typed. */
      isReady: z.boolean(),
    }),
  }),
  begin: route({
    id: 'channelSignIn.begin',
    method: 'POST',
    path: '/api/v1/channel-sign-in',
    access: 'presence.manage',
    summary: 'Begin to sign in at a network; holds for ten minutes, once, in this session',
    body: z.strictObject({
      kind: ChannelKind,
      /** Sign this one in anew; without it a channel is connected. */
      presenceId: Id.optional(),
      /** Empty: what the presence holds. */
      start: Typed.default({}),
    }),
    response: z.object({ url: z.string() }),
    answerKept: false,
  }),
  read: route({
    id: 'channelSignIn.read',
    method: 'GET',
    path: '/api/v1/channel-sign-in/{id}',
    access: 'presence.manage',
    object: 'channel-sign-in',
    summary: 'Accounts to choose from, after signing in',
    params: IdParams,
    response: z.object({
      kind: ChannelKind,
      accounts: z.array(z.object({ key: z.string(), name: z.string() })),
    }),
  }),
  choose: route({
    id: 'channelSignIn.choose',
    method: 'POST',
    path: '/api/v1/channel-sign-in/{id}/choose',
    access: 'presence.manage',
    object: 'channel-sign-in',
    summary: 'Connect one of these accounts',
    params: IdParams,
    body: z.strictObject({ key: z.string().min(1).max(500) }),
    response: z.object({ presenceId: Id }),
  }),
}
