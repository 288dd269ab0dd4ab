import type { goodwillRoutes, ResponseOf } from '@resonanz/contracts'
import type { TFunction } from 'i18next'

type Mine = ResponseOf<typeof goodwillRoutes.ofCase>['mine'][number]

/** My limit in this case in words: none at all, no bound, or how much with what is left of it. */
export function limitWords(
  { limitMinor, leftMinor }: Mine,
  t: TFunction<['goodwill', 'ui']>,
  money: (minor: number) => string,
): string {
  if (limitMinor === null) return t('limit.none')
  if (limitMinor === 0) return t('limit.zero')
  if (leftMinor === limitMinor || leftMinor === null) return t('limit.whole', { limit: money(limitMinor) })
  return t('limit.left', { limit: money(limitMinor), left: money(leftMinor) })
}
