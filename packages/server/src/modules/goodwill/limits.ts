import type { GoodwillLimit, Role } from '@resonanz/contracts'

/** Who would decide about which case. `topicPath`: the topic of the case, then what lies above it. */
export type Standing = { role: Role; teamIds: readonly string[] }
export type Matter = { topicPath: readonly string[]; currency: string }

/**
 * Up to which amount somebody decides in a matter, in minor units; null: without limit. The most specific row wins:
 * topic (the nearer one first), then team, then role. Of rows alike in that, as for someone in two teams, the highest.
 * Without any row nobody decides but owners, and they without limit. Neither channel nor reach is asked: the loud get
 * no more than the quiet.
 */
export function limitFor(limits: readonly GoodwillLimit[], who: Standing, matter: Matter): number | null {
  if (who.role === 'reader') return 0
  const fitting = limits
    .filter(
      (row) =>
        row.currency === matter.currency &&
        (row.role === null || row.role === who.role) &&
        (row.teamId === null || who.teamIds.includes(row.teamId)) &&
        (row.topicId === null || matter.topicPath.includes(row.topicId)),
    )
    .toSorted((a, b) => weight(b, matter) - weight(a, matter) || b.amountMinor - a.amountMinor)
  return fitting[0]?.amountMinor ?? (who.role === 'owner' ? null : 0)
}

function weight(row: GoodwillLimit, { topicPath }: Matter): number {
  const topic = row.topicId === null ? 0 : topicPath.length - topicPath.indexOf(row.topicId)
  return topic * 4 + (row.teamId === null ? 0 : 2) + (row.role === null ? 0 : 1)
}

/** A limit of nothing decides about nothing: what costs nothing by its own word is given away all the same. */
export function isWithin(limit: number | null, amount: number): boolean {
  return limit === null || (limit > 0 && amount <= limit)
}
