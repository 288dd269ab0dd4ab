import { capabilitiesOf, WordpressSecrets, WordpressSettings } from '@resonanz/contracts'
import type { Connector } from '../connector.ts'
import type { Secrets, Settings } from './client.ts'
import { parse } from './parse.ts'
import { act, send } from './send.ts'
import { openWordpress } from './session.ts'
import { testConnection } from './test-connection.ts'

/** The comments of a WordPress site. */
export const wordpressConnector: Connector<Settings, Secrets> = {
  kind: 'wordpress',
  capabilities: capabilitiesOf.wordpress,
  settings: WordpressSettings,
  secrets: WordpressSecrets,
  addressOf: ({ url }) => url,
  secretBoundTo: ({ url }) => new URL(url).origin,
  readsFrom: ({ url, username }) => `${url} ${username}`,
  parse,
  open: openWordpress,
  send,
  act,
  test: testConnection,
}
