import { connectorOf, type FetchedDocument, type SplitDocument } from '@resonanz/channels'
import type { ChannelKind } from '@resonanz/contracts'
import { serve } from '#platform/worker-side'

serve<{ kind: ChannelKind; document: FetchedDocument }, SplitDocument>(({ kind, document }) => {
  const { split } = connectorOf(kind)
  return split ? split(document) : { ok: false, code: 'not-a-feed', feeds: [] }
})
