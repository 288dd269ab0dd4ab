import { capabilitiesOf, MastodonSettings } from '@resonanz/contracts'
import type { Connector } from '../connector.ts'
import { remoteFile } from '../kit/remote-file.ts'
import { act } from './act.ts'
import { SealedSecrets, type Secrets, type Settings } from './client.ts'
import { parse } from './parse.ts'
import { send } from './send.ts'
import { openMastodon } from './session.ts'
import { mastodonSignIn } from './sign-in.ts'
import { testConnection } from './test-connection.ts'

/** An account in the Fediverse, by the Mastodon API, which Pleroma, GoToSocial, snac and others speak too. */
export const mastodonConnector: Connector<Settings, Secrets> = {
  kind: 'mastodon',
  capabilities: capabilitiesOf.mastodon,
  settings: MastodonSettings,
  secrets: SealedSecrets,
  addressOf: ({ account }) => `@${account}`,
  secretBoundTo: ({ instance }) => new URL(instance).origin,
  readsFrom: ({ instance, account }) => `${new URL(instance).origin} ${account}`,
  parse,
  open: openMastodon,
  media: remoteFile,
  send,
  act,
  signIn: mastodonSignIn,
  test: testConnection,
}
