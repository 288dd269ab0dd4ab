import { may } from '@resonanz/contracts'
import type { Actor } from '#platform/deps'
import { Refusal } from '#platform/errors'

/** What a person may do with private pages; travels to the web with them. */
export function allowedWithPages({ role }: Pick<Actor, 'role'>): ('ask' | 'reveal' | 'revoke')[] {
  return [
    ...(may(role, 'case.reply') ? (['ask', 'revoke'] as const) : []),
    ...(may(role, 'private-page.reveal') ? (['reveal'] as const) : []),
  ]
}

type Door = { revoked_at: Date | null; is_expired: boolean }

/** Unknown, expired and revoked look the same from outside. */
export function isOver(page: Door | undefined): boolean {
  return page === undefined || page.revoked_at !== null || page.is_expired
}

export function refuseOver<T extends Door>(page: T | undefined): asserts page is T {
  if (isOver(page)) throw new Refusal('token-invalid')
}

/** From the first opening on only the browser that opened it comes in. */
export function isOtherBrowser(page: { browser_hash: Buffer | null }, hash: Buffer | null): boolean {
  return page.browser_hash !== null && !(hash !== null && page.browser_hash.equals(hash))
}
