import { goodwillRoutes, organisationRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { useConnection } from '#lib/connection.ts'
import { formatMoney } from '#lib/money.ts'
import { useTeams, useTopics } from '#lib/people.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { Page, Row, Rows, Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, EmptyState, ErrorState } from '#ui/states.tsx'
import { BookKeeping } from './book-keeping.tsx'
import type { BudgetDraft } from './budget-dialog.tsx'
import { DepartmentSection } from './department-section.tsx'
import styles from './goodwill.module.css'
import type { LimitDraft } from './limit-dialog.tsx'
import { PolicySection } from './policy-section.tsx'

const LimitDialog = lazy(() => import('./limit-dialog.tsx').then((file) => ({ default: file.LimitDialog })))
const BudgetDialog = lazy(() => import('./budget-dialog.tsx').then((file) => ({ default: file.BudgetDialog })))

/** Who may give how much, and what there is to give: each as a sentence, each set in a few clicks. */
export function FrameScreen() {
  const { t } = useTranslation(['goodwill', 'app', 'ui'])
  const language = useLanguage()
  const may = useMay('goodwill.manage')
  const mayExport = useMay('goodwill.export')
  const { online } = useConnection()
  const frame = useQuery(read(goodwillRoutes.frame))
  const teams = useTeams()
  const topics = useTopics()
  const units = useQuery(read(organisationRoutes.units)).data?.items ?? []
  const [limit, setLimit] = useState<LimitDraft | null>(null)
  const [budget, setBudget] = useState<BudgetDraft | null>(null)
  const data = frame.data
  const money = (minor: number, currency: string) => formatMoney(minor, currency, language)
  const whoOf = (row: { role: string | null; teamId: string | null; topicId: string | null }) =>
    [
      row.role ? t(`role.${row.role}` as 'role.agent') : row.teamId ? null : t('frame.everybody'),
      row.teamId ? t('frame.inTeam', { team: teams.find(({ id }) => id === row.teamId)?.name ?? '…' }) : null,
      row.topicId
        ? t('frame.onTopic', { topic: topics.find(({ id }) => id === row.topicId)?.name[language] ?? '…' })
        : null,
    ]
      .filter(Boolean)
      .join(' ')

  async function drop(id: string): Promise<void> {
    try {
      await call(goodwillRoutes.removeLimit, { params: { id } })
      showNotice({ text: t('done.limitRemoved'), tone: 'ok' })
    } catch (error) {
      tellProblem(error)
    } finally {
      invalidateRoute(queryClient, goodwillRoutes.frame)
    }
  }
  return (
    <Page
      title={t('frame.title')}
      intro={t('frame.intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
    >
      {frame.error && !data && <ErrorState error={frame.error} onRetry={() => void frame.refetch()} />}
      {!data && !frame.error && <SkeletonText lines={8} />}
      {data && (
        <>
          {!may && <Banner>{t('frame.readOnly')}</Banner>}
          {!online && <Banner tone="soon">{t('frame.offline')}</Banner>}
          <Section
            title={t('frame.limits')}
            intro={t('frame.limitsIntro')}
            actions={
              may && (
                <Button
                  icon={Plus}
                  onClick={() => setLimit({ role: 'agent', teamId: null, topicId: null, currency: 'EUR' })}
                >
                  {t('frame.addLimit')}
                </Button>
              )
            }
          >
            {data.limits.length === 0 ? (
              <EmptyState title={t('frame.noLimits')}>{t('frame.noLimitsHelp')}</EmptyState>
            ) : (
              <Rows label={t('frame.limits')}>
                {data.limits.map((row) => (
                  <Row
                    key={row.id}
                    title={t('frame.limit', { who: whoOf(row), amount: money(row.amountMinor, row.currency) })}
                    actions={
                      may && (
                        <>
                          <IconButton icon={Pencil} label={t('frame.edit')} onClick={() => setLimit(row)} />
                          <IconButton icon={Trash2} label={t('frame.remove')} onClick={() => void drop(row.id)} />
                        </>
                      )
                    }
                  />
                ))}
              </Rows>
            )}
          </Section>
          <Section
            title={t('frame.budgets')}
            intro={t('frame.budgetsIntro')}
            actions={
              may && (
                <Button icon={Plus} onClick={() => setBudget({ unitId: null, currency: 'EUR' })}>
                  {t('frame.addBudget')}
                </Button>
              )
            }
          >
            {data.budgets.length === 0 ? (
              <EmptyState title={t('frame.noBudgets')}>{t('frame.noBudgetsHelp')}</EmptyState>
            ) : (
              <Rows label={t('frame.budgets')}>
                {data.budgets.map((row) => {
                  const used = row.reservedMinor + row.bookedMinor
                  const unit = row.unitId
                    ? (units.find(({ id }) => id === row.unitId)?.name ?? '…')
                    : t('frame.company')
                  return (
                    <Row
                      key={row.id}
                      title={t('frame.budget', { unit, amount: money(row.monthlyMinor, row.currency) })}
                      meta={
                        <span className={styles.meter}>
                          <progress max={Math.max(1, row.amountMinor)} value={used} aria-label={unit} />
                          {t('frame.used', {
                            month: row.month,
                            booked: money(row.bookedMinor, row.currency),
                            reserved: money(row.reservedMinor, row.currency),
                            left: money(Math.max(0, row.amountMinor - used), row.currency),
                          })}
                        </span>
                      }
                      actions={
                        may && <IconButton icon={Pencil} label={t('frame.edit')} onClick={() => setBudget(row)} />
                      }
                    />
                  )
                })}
              </Rows>
            )}
          </Section>
          <DepartmentSection departments={data.departments} may={may} />
          <PolicySection frame={data} may={may} />
          {mayExport && <BookKeeping />}
        </>
      )}
      <Suspense>
        {limit && <LimitDialog draft={limit} onClose={() => setLimit(null)} />}
        {budget && <BudgetDialog draft={budget} units={units} onClose={() => setBudget(null)} />}
      </Suspense>
    </Page>
  )
}
