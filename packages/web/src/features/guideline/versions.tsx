import { type Guideline, type GuidelineRule, guidelineRoutes } from '@resonanz/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { Button } from '#ui/button.tsx'
import { Row, Rows, Section } from '#ui/page.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { type ShippedRule, useRuleWords } from './rule-words.ts'
import { changesBetween } from './rules-draft.ts'

type Props = { shipped: readonly ShippedRule[]; onUse: ((rules: GuidelineRule[]) => void) | null }

/** Who changed what when; an older version can be taken up again, as a draft to be looked at first. */
export function Versions({ shipped, onUse }: Props) {
  const { t } = useTranslation('guideline')
  const { nameOf } = useRuleWords(shipped)
  const versions = useInfiniteQuery({
    queryKey: [guidelineRoutes.versions.id, null, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call(guidelineRoutes.versions, { query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const all = versions.data?.pages.flatMap((page) => page.items) ?? []
  const namesOf = (version: Guideline, before: Guideline | undefined) =>
    before
      ? changesBetween(before.rules, version.rules)
          .map(({ rule }) => nameOf(rule))
          .join(', ')
      : ''
  return (
    <Section title={t('versions.title')} intro={t('versions.intro')}>
      {versions.error && !versions.data && (
        <ErrorState compact error={versions.error} onRetry={() => void versions.refetch()} />
      )}
      {!versions.data && !versions.error && <SkeletonText lines={3} />}
      {all.length > 0 && (
        <Rows label={t('versions.title')}>
          {all.map((version, place) => (
            <Row
              key={version.version}
              title={version.version === 0 ? t('versions.shipped') : t('versions.number', { version: version.version })}
              meta={
                <>
                  {version.at && (
                    <>
                      {version.by?.name ?? t('versions.somebody')} · <Moment at={version.at} />
                      <br />
                    </>
                  )}
                  {version.note || namesOf(version, all[place + 1])}
                </>
              }
              actions={
                onUse &&
                place > 0 && (
                  <Button small onClick={() => onUse(version.rules)}>
                    {t('versions.use')}
                  </Button>
                )
              }
            />
          ))}
        </Rows>
      )}
      {versions.hasNextPage && (
        <div>
          <Button small busy={versions.isFetchingNextPage} onClick={() => void versions.fetchNextPage()}>
            {t('versions.older')}
          </Button>
        </div>
      )}
    </Section>
  )
}
