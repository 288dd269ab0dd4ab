import type { ChannelKind } from '@resonanz/contracts'
import type { AnyConnector } from './connector.ts'
import { emailConnector } from './email/connector.ts'
import { feedConnector } from './feed/connector.ts'
import { formConnector } from './form/connector.ts'
import { handConnectors } from './hand/connector.ts'
import { inletConnector } from './inlet/connector.ts'

const connectors: Record<ChannelKind, AnyConnector> = {
  email: emailConnector,
  form: formConnector,
  feed: feedConnector,
  inlet: inletConnector,
  ...handConnectors,
}

/** The one place that knows all channels. */
export function connectorOf(kind: ChannelKind): AnyConnector {
  return connectors[kind]
}

export const allConnectors: readonly AnyConnector[] = Object.values(connectors)
