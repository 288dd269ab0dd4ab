import { capabilitiesOf, DiscourseSecrets, DiscourseSettings } from '@resonanz/contracts'
import type { Connector } from '../connector.ts'
import { remoteFile } from '../kit/remote-file.ts'
import type { Secrets, Settings } from './client.ts'
import { parse } from './parse.ts'
import { act, send } from './send.ts'
import { openDiscourse } from './session.ts'
import { testConnection } from './test-connection.ts'
import { unpack, verify } from './webhook.ts'

/** A Discourse forum, as one for all forums: pushed by webhook, read and answered by its API. */
export const discourseConnector: Connector<Settings, Secrets> = {
  kind: 'discourse',
  capabilities: capabilitiesOf.discourse,
  settings: DiscourseSettings,
  secrets: DiscourseSecrets,
  addressOf: ({ url, username }) => `${username} @ ${new URL(url).host}`,
  secretBoundTo: ({ url }) => new URL(url).origin,
  readsFrom: ({ url, username }) => `${url} ${username}`,
  parse,
  receive: { secretsOf: ({ webhookSecret }) => (webhookSecret ? [webhookSecret] : []), verify, unpack },
  open: openDiscourse,
  media: remoteFile,
  send,
  act,
  test: testConnection,
}
