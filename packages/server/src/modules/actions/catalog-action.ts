import type { CatalogActionInput } from '@resonanz/contracts'

/** A row of catalog_action as it stands there. */
export type ActionRow = {
  id: string
  workspace_id: string
  kind: CatalogActionInput['kind']
  name: string
  settings: unknown
  secrets: Buffer | null
  enabled: boolean
  disabled_reason: 'gone' | null
  throttled_until: Date | null
  version: number
}

/** Signing secrets of a webhook, newest first; `until`: when an older one stops signing (ms). */
export type WebhookSecrets = { secret: string; until: number | null }[]
export const secretsPurpose = 'catalog-action'

export function settingsOf<K extends CatalogActionInput['kind']>(
  row: Pick<ActionRow, 'settings'>,
  _kind: K,
): Extract<CatalogActionInput, { kind: K }>['settings'] {
  return row.settings as never
}
