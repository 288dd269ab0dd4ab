import type { ChannelKind } from '@resonanz/contracts'
import { blueskyConnector } from './bluesky/connector.ts'
import { firehoseConnector } from './bluesky/firehose-connector.ts'
import { chatConnector } from './chat/connector.ts'
import type { AnyConnector } from './connector.ts'
import { discourseConnector } from './discourse/connector.ts'
import { emailConnector } from './email/connector.ts'
import { feedConnector } from './feed/connector.ts'
import { formConnector } from './form/connector.ts'
import { handConnectors } from './hand/connector.ts'
import { inletConnector } from './inlet/connector.ts'
import { mastodonConnector } from './mastodon/connector.ts'
import { facebookConnector, instagramConnector, whatsAppConnector } from './meta/connectors.ts'
import { privatePageConnector } from './private-page/connector.ts'
import { telegramConnector } from './telegram/connector.ts'
import { wordpressConnector } from './wordpress/connector.ts'
import { xConnector } from './x/connector.ts'
import { youtubeConnector } from './youtube/connector.ts'

const connectors: Record<ChannelKind, AnyConnector> = {
  email: emailConnector,
  form: formConnector,
  feed: feedConnector,
  inlet: inletConnector,
  'private-page': privatePageConnector,
  chat: chatConnector,
  bluesky: blueskyConnector,
  firehose: firehoseConnector,
  telegram: telegramConnector,
  mastodon: mastodonConnector,
  discourse: discourseConnector,
  wordpress: wordpressConnector,
  facebook: facebookConnector,
  instagram: instagramConnector,
  whatsapp: whatsAppConnector,
  x: xConnector,
  youtube: youtubeConnector,
  ...handConnectors,
}

/** The one place that knows all channels. */
export function connectorOf(kind: ChannelKind): AnyConnector {
  return connectors[kind]
}

export const allConnectors: readonly AnyConnector[] = Object.values(connectors)
