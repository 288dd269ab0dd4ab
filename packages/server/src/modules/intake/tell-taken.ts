import type { AnyConnector, ConnectorContext, RawItem } from '@resonanz/channels'
import type { Deps } from '#platform/deps'

/** Says to the network what it waits for once items are stored. Beside everything else: nobody waits, nothing fails with it. */
export function tellTaken(
  deps: Pick<Deps, 'log'>,
  connector: AnyConnector,
  contextOf: () => ConnectorContext,
  items: readonly RawItem[],
): void {
  if (!connector.taken || items.length === 0) return
  // Where the settings do not hold any more there is no context: that too is nothing but a note.
  const told = async () => connector.taken!(contextOf(), items)
  told().catch((error: unknown) => {
    deps.log.info({ err: error, kind: connector.kind }, 'the network was not told what was taken')
  })
}
