import type { Settings } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'

/** Where links in mails lead. Never from the request: its Host header is whatever a stranger wrote. */
export function publicAddress(deps: Deps, workspace: Pick<Settings, 'publicUrl'>): string {
  const own = workspace.publicUrl ?? deps.config.publicUrl
  return (own ?? `http://${deps.config.host}:${deps.config.port}`).replace(/\/+$/, '')
}
