import type { AccountNames, AnyConnector, RawItem } from '@resonanz/channels'
import { openSecrets, type PresenceRow, presencesOfAccounts } from '#presences'
import type { Db } from '#platform/db/database'
import type { Deps } from '#platform/deps'

type Accounts = NonNullable<NonNullable<AnyConnector['receive']>['accounts']>
type Pushed = {
  presence: PresenceRow
  accounts: Accounts
  items: readonly RawItem[]
  /** Checks the same push with what another presence knows. */
  isSignedFor(presence: PresenceRow, secrets: unknown): boolean
}
type Share = { presence: PresenceRow; items: RawItem[] }

/**
 * An app has one address for all its accounts, in whichever workspace of this installation they are connected: what came
 * for another account than the one called goes to the presence of that account, if the push is signed with that presence's
 * own secret, too; to one only. What came for an account that nobody here has is kept out: of it one word is left, that such
 * an account is called here, once.
 */
export async function shareOut(
  deps: Deps,
  tx: Db,
  { presence, accounts, items, isSignedFor }: Pushed,
): Promise<Share[]> {
  const groups = [...Map.groupBy(items, (item) => keyOf(accounts.ofItem(item))).values()].map((list) => ({
    names: accounts.ofItem(list[0]!),
    list,
  }))
  const foreign = groups.filter(({ names }) => isFor(names, presence, accounts) === false)
  const others =
    foreign.length === 0
      ? []
      : await presencesOfAccounts(tx, presence, {
          setting: accounts.setting,
          group: accounts.group ?? null,
          names: foreign.flatMap(({ names }) => names.name ?? []),
          cursor: accounts.cursor ?? null,
          ids: foreign.flatMap(({ names }) => names.id ?? []),
        })
  const signed = others.filter((other) => isSignedFor(other, openSecrets(deps, other) ?? {}))
  const shares = groups.map(({ names, list }): Share => {
    if (isFor(names, presence, accounts) !== false) return { presence, items: list }
    const owner = signed.find((other) => isFor(names, other, accounts) === true)
    return owner ? { presence: owner, items: list } : { presence, items: [wordOfStranger(names)] }
  })
  // In one order always: pushes that touch the same presences at the same time wait for one another, not crosswise.
  return [...Map.groupBy(shares, (share) => share.presence.id).values()]
    .map((same) => ({ presence: same[0]!.presence, items: same.flatMap((share) => share.items) }))
    .toSorted((a, b) => (a.presence.id < b.presence.id ? -1 : 1))
}

function keyOf({ name, id }: AccountNames): string {
  return `${id ?? ''}/${name ?? ''}`
}

/** Null: neither can say. Ids stay, names are given to somebody else. */
function isFor(names: AccountNames, presence: PresenceRow, { setting, group, cursor }: Accounts): boolean | null {
  const id = cursor === undefined ? undefined : presence.cursor[cursor]
  if (names.id !== null && typeof id === 'string') return id === names.id
  if (group !== undefined && names.name !== null && lowerOf(presence.settings[group]) === names.name) return true
  const name = presence.settings[setting]
  return names.name === null || typeof name !== 'string' ? null : name.toLowerCase() === names.name
}

function lowerOf(value: unknown): string | null {
  return typeof value === 'string' ? value.toLowerCase() : null
}

/** What of a push for a strange account is kept: nothing but whose it was. */
function wordOfStranger(names: AccountNames): RawItem {
  const account = (names.name ?? names.id ?? '').slice(0, 60)
  return {
    sourceKey: `stranger/${account}`,
    contentType: 'application/json',
    source: { stranger: account },
    raw: Buffer.from(JSON.stringify({ stranger: account })),
  }
}
