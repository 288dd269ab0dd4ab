import type { RawItem } from './items.ts'

/** All of it is pure: it runs before anything is stored. */
export type Receive<Settings = unknown, Secrets = unknown> = {
  /** What signatures are checked with; none: everything is refused. */
  secretsOf(secrets: Secrets, settings: Settings): string[]
  /** The network asks the same address by GET whether it is ours; null: refused. */
  challenge?(query: Record<string, string>, secrets: Secrets, settings: Settings): ChallengeAnswer | null
  /** Over the raw body. Fails closed: a missing header or secret is a refusal. */
  verify(raw: Uint8Array, headers: Headers | Record<string, unknown>, check: VerifyCheck): Verdict
  /**
   * The whole batch as items. What cannot be read becomes one item with all its bytes, so that it stands in quarantine:
   * networks stop calling who refuses.
   */
  unpack(raw: Uint8Array, headers: Headers | Record<string, unknown>): RawItem[]
  /**
   * Where one address serves several accounts of an app: whose an item is, and where a presence says whose it is: by name in
   * its settings, by id in its cursor; `group`: what holds several accounts, in words that name no single one.
   */
  accounts?: {
    setting: keyof Settings & string
    group?: keyof Settings & string
    cursor?: string
    ofItem(item: RawItem): AccountNames
  }
}

export type VerifyCheck = { secrets: readonly string[]; nowMs: number }

export type Verdict = { ok: true } | { ok: false; reason: 'no-secret' | 'no-signature' | 'too-old' | 'wrong' }

/** An account as an item names it, the name in lower case; null: it does not say. */
export type AccountNames = { name: string | null; id: string | null }

export type ChallengeAnswer = { status: number; contentType: string; body: string }
