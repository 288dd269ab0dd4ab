import { BlueskySettings, capabilitiesOf } from '@resonanz/contracts'
import type { Connector } from '../connector.ts'
import { actOnPost } from './act.ts'
import { fetchPicture } from './media.ts'
import { blueskySignIn } from './oauth.ts'
import { openBluesky } from './read.ts'
import { lookupPost, sendPost } from './send.ts'
import { type BlueskySecrets, type BlueskySettings as Settings, SealedBlueskySecrets } from './settings.ts'
import { testBluesky } from './test-connection.ts'
import { toEvents } from './to-events.ts'

/** An account of ours on Bluesky: who mentions, answers or quotes it, and our answers there. */
export const blueskyConnector: Connector<Settings, BlueskySecrets> = {
  kind: 'bluesky',
  capabilities: capabilitiesOf.bluesky,
  settings: BlueskySettings,
  secrets: SealedBlueskySecrets,
  addressOf: ({ identifier }) =>
    identifier.startsWith('did:') || identifier.includes('@') ? identifier : `@${identifier}`,
  secretBoundTo: ({ service, identifier }) => `${identifier} ${service}`,
  readsFrom: ({ service, identifier }) => `${identifier} ${service}`,
  parse: toEvents,
  open: openBluesky,
  media: fetchPicture,
  send: sendPost,
  act: actOnPost,
  lookup: lookupPost,
  signIn: blueskySignIn,
  test: testBluesky,
}
