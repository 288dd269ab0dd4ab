import type { FetchResult, RawItem } from '@resonanz/channels'

export type Gap = NonNullable<FetchResult['gap']>

export const gapContentType = 'application/vnd.resonanz.gap+json'

/** A gap as an item: it stands in the daily proof beside what was taken in. */
export function gapItem({ from, to }: Gap): RawItem {
  const raw = Buffer.from(JSON.stringify({ from, to }))
  return { sourceKey: `gap/${from ?? ''}/${to ?? ''}`, contentType: gapContentType, source: {}, raw }
}

/** In times of ours: what a network says may be none. */
export function gapSince({ from, to }: Gap, lastVisit: Date | null): Gap {
  return { from: instantOf(from) ?? lastVisit?.toISOString() ?? null, to: instantOf(to) }
}

function instantOf(text: string | null): string | null {
  const at = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
