import { capabilitiesOf, XSettings } from '@resonanz/contracts'
import type { Connector } from '../connector.ts'
import { actOnX } from './act.ts'
import { dayOf } from './cost.ts'
import { fetchXMedia } from './media.ts'
import { openX } from './read.ts'
import { receiveX } from './receive.ts'
import { sendByX } from './send.ts'
import { SealedXSecrets, type XSecrets, type XSettings as Settings } from './settings.ts'
import { xSignIn } from './sign-in.ts'
import { testX } from './test-connection.ts'
import { itemToEvents } from './to-events.ts'

export const xConnector: Connector<Settings, XSecrets> = {
  kind: 'x',
  capabilities: capabilitiesOf.x,
  settings: XSettings,
  secrets: SealedXSecrets,
  addressOf: ({ username }) => `@${username}`,
  secretBoundTo: ({ apiRoot }) => apiRoot,
  readsFrom: ({ username }) => `@${username.toLowerCase()}`,
  parse: itemToEvents,
  open: openX,
  receive: receiveX,
  media: fetchXMedia,
  send: sendByX,
  act: actOnX,
  metered: { unit: 'dollars', dayOf, budgetOf: ({ dailyBudget }) => ({ most: dailyBudget, keptForAnswers: 0 }) },
  signIn: xSignIn,
  test: testX,
}
