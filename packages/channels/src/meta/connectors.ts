import {
  capabilitiesOf,
  FacebookSettings,
  InstagramSettings,
  MetaSecrets as Secrets,
  WhatsAppSettings,
} from '@resonanz/contracts'
import type { Connector } from '../connector.ts'
import { actOnFacebook, actOnInstagram } from './act.ts'
import { facebookEvents } from './facebook-events.ts'
import { openFacebook } from './facebook-read.ts'
import { sendOnFacebook } from './facebook-send.ts'
import { inAllowance } from './in-allowance.ts'
import { instagramEvents } from './instagram-events.ts'
import { openInstagram } from './instagram-read.ts'
import { sendOnInstagram } from './instagram-send.ts'
import { fetchByAddress, fetchInstagramFile, fetchWhatsAppFile } from './media.ts'
import { receiveMeta } from './receive.ts'
import type {
  FacebookSettings as OfFacebook,
  InstagramSettings as OfInstagram,
  MetaSecrets,
  WhatsAppSettings as OfWhatsApp,
} from './settings.ts'
import { facebookSignIn, instagramSignIn } from './sign-in.ts'
import { testFacebook, testInstagram, testWhatsApp } from './test-connection.ts'
import { whatsAppEvents } from './whatsapp-events.ts'
import { sendByWhatsApp } from './whatsapp-send.ts'
import { readStanding, tellsOfStanding } from './whatsapp-standing.ts'
import { readTemplates } from './whatsapp-templates.ts'

/** A page and Messenger. */
export const facebookConnector: Connector<OfFacebook, MetaSecrets> = {
  kind: 'facebook',
  capabilities: capabilitiesOf.facebook,
  settings: FacebookSettings,
  secrets: Secrets,
  addressOf: ({ pageName, pageId }) => pageName || pageId,
  secretBoundTo: ({ apiRoot }) => apiRoot,
  readsFrom: ({ pageId }) => pageId,
  parse: facebookEvents,
  receive: receiveMeta('pageId'),
  open: openFacebook,
  media: fetchByAddress,
  send: inAllowance(sendOnFacebook),
  act: inAllowance(actOnFacebook),
  signIn: facebookSignIn,
  test: testFacebook,
}

/** A professional account: comments, mentions, direct messages. */
export const instagramConnector: Connector<OfInstagram, MetaSecrets> = {
  kind: 'instagram',
  capabilities: capabilitiesOf.instagram,
  settings: InstagramSettings,
  secrets: Secrets,
  addressOf: ({ username }) => `@${username}`,
  secretBoundTo: ({ apiRoot }) => apiRoot,
  readsFrom: ({ accountId }) => accountId,
  parse: instagramEvents,
  receive: receiveMeta('accountId'),
  open: openInstagram,
  media: fetchInstagramFile,
  send: inAllowance(sendOnInstagram),
  act: inAllowance(actOnInstagram),
  signIn: instagramSignIn,
  test: testInstagram,
}

/** A number on the Cloud API. Nothing can be read there: what was not pushed never comes. */
export const whatsAppConnector: Connector<OfWhatsApp, MetaSecrets> = {
  kind: 'whatsapp',
  capabilities: capabilitiesOf.whatsapp,
  settings: WhatsAppSettings,
  secrets: Secrets,
  addressOf: ({ displayNumber, phoneNumberId }) => displayNumber || phoneNumberId,
  secretBoundTo: ({ apiRoot }) => apiRoot,
  readsFrom: () => '',
  parse: whatsAppEvents,
  receive: receiveMeta('phoneNumberId', 'businessAccountId'),
  media: fetchWhatsAppFile,
  send: inAllowance(sendByWhatsApp),
  templates: readTemplates,
  standing: { read: readStanding, isTold: tellsOfStanding },
  test: testWhatsApp,
}
