import { incidentRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { MessagesSquare, Network } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { useAnswerMany } from '#lib/answer-many.ts'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { Chip } from '#ui/chip.tsx'
import { Page, Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { CaseLines } from './case-lines.tsx'
import styles from './incidents.module.css'
import { AttachDialog } from './relation-dialogs.tsx'

/** Everybody who says the same as one case, to put them under one incident. */
export function ClusterScreen() {
  const { t } = useTranslation('incidents')
  const { caseId = '' } = useParams({ strict: false }) as { caseId?: string }
  const may = useMay('case.write')
  const mayAnswer = useMay('reply.many')
  const { data, error, refetch } = useQuery(read(incidentRoutes.cluster, { params: { id: caseId } }))
  const [chosen, setChosen] = useState<Set<string> | null>(null)
  const [attaching, setAttaching] = useState(false)
  const incidentOf = new Map(data?.incidents.map((each) => [each.caseId, each]))
  const free = data?.items.filter(({ id }) => !incidentOf.has(id)).map(({ id }) => id) ?? []
  const selected = chosen ?? new Set(free)
  const answerMany = useAnswerMany()
  const answer = () => answerMany({ caseIds: [...selected] })
  useActions([
    {
      id: 'cluster.answer',
      key: 'r',
      labelKey: 'incidents:screen.answer',
      icon: MessagesSquare,
      when: mayAnswer && selected.size > 0,
      run: answer,
    },
    {
      id: 'cluster.attach',
      key: 'Shift+i',
      labelKey: 'incidents:rel.attach',
      icon: Network,
      when: may && selected.size > 0,
      run: () => setAttaching(true),
    },
  ])
  const most = Math.max(1, ...(data?.days.map(({ cases }) => cases) ?? []))
  return (
    <Page
      title={t('cluster.title')}
      {...(data ? { intro: t('cluster.intro', { count: data.count }) } : {})}
      above={<BackLink to="/incidents">{t('title')}</BackLink>}
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={8} />}
      {data && (
        <>
          <Section title={t('cluster.phrases')}>
            <div className={styles.counts}>
              {data.phrases.length === 0 && <p className={styles.quiet}>{t('cluster.noPhrases')}</p>}
              {data.phrases.map(({ words, cases }) => (
                <Chip key={words}>
                  {words} ({cases})
                </Chip>
              ))}
            </div>
          </Section>
          <Section title={t('cluster.days')}>
            <div
              className={styles.days}
              role="img"
              aria-label={data.days.map(({ day, cases }) => t('cluster.day', { day, count: cases })).join('; ')}
            >
              {data.days.map(({ day, cases }) => (
                <i
                  key={day}
                  title={t('cluster.day', { day, count: cases })}
                  style={{ height: `${Math.round((cases / most) * 100)}%` }}
                />
              ))}
            </div>
            <div className={styles.counts} aria-label={t('cluster.channels')}>
              {data.channels.map(({ channel, cases }) => (
                <Chip key={channel}>
                  <ChannelGlyph kind={channel} size={12} /> {cases}
                </Chip>
              ))}
            </div>
          </Section>
          <Section title={t('screen.casesTitle')}>
            <CaseLines
              items={data.items}
              chosen={selected}
              onChosen={setChosen}
              actions={
                <>
                  {may && (
                    <Button small look="primary" icon={Network} keyHint="Shift+i" onClick={() => setAttaching(true)}>
                      {t('rel.attach')}
                    </Button>
                  )}
                  {mayAnswer && (
                    <Button small icon={MessagesSquare} keyHint="r" onClick={answer}>
                      {t('screen.answer')}
                    </Button>
                  )}
                </>
              }
              beside={(row) => {
                const incident = incidentOf.get(row.id)
                return (
                  incident && (
                    <Link to="/incidents/$incidentId" params={{ incidentId: incident.incidentId }}>
                      {t('cluster.has', { number: incident.number })}
                    </Link>
                  )
                )
              }}
            />
          </Section>
          {attaching && (
            <AttachDialog
              caseIds={[...selected]}
              title={data.items[0]?.title ?? ''}
              onClose={() => {
                setAttaching(false)
                setChosen(null)
              }}
            />
          )}
        </>
      )}
    </Page>
  )
}
