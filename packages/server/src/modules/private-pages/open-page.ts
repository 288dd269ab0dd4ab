import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { browserHash, newBrowserKey, pageOfToken } from './link.ts'
import { isOtherBrowser, refuseOver } from './policy.ts'
import { bindBrowser, lockPage, pageOfCode } from './store.ts'

export type Opened = { pageId: string; browserKey: string; expiresAt: Date }

/**
 * Opens a page by the press of a button. Private questions belong to the first browser from then on; how a concern stands
 * may be seen in several. Two at once: one of them is the first.
 */
export async function openPage(deps: Deps, token: string, presented: string | null): Promise<Opened> {
  const pageId = pageOfToken(deps, token)
  if (!pageId) throw new Refusal('token-invalid')
  return inTransaction(deps.db.system, async (tx) => {
    const page = await lockPage(tx, pageId)
    refuseOver(page)
    const browserKey = presented ?? newBrowserKey()
    const hash = browserHash(deps, pageId, browserKey)
    if (page.kind === 'questions' && isOtherBrowser(page, hash))
      throw new Refusal('conflict', 'This page was opened in another browser before.')
    if (page.opened_at === null) {
      await bindBrowser(tx, pageId, page.kind === 'questions' ? hash : null)
      await append(tx, [
        {
          workspaceId: page.workspace_id,
          subject: { kind: 'case', id: page.case_id },
          actor: { kind: 'customer', id: null },
          kind: 'private-page.opened',
          data: { pageId },
        },
      ])
    }
    return { pageId, browserKey, expiresAt: page.expires_at }
  })
}

/** Says whose code it is and since when; nothing else can be learned from a code. */
export async function checkCode(
  deps: Deps,
  code: string | null,
): Promise<{ isOurs: boolean; company: string | null; at: string | null }> {
  const found = code === null ? undefined : await pageOfCode(deps.db.system, code)
  return { isOurs: found !== undefined, company: found?.company ?? null, at: found?.asked_at.toISOString() ?? null }
}
