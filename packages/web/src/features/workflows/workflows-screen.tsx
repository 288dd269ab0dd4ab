import { type ResponseOf, type Workflow, workflowRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Pencil, Plus, Workflow as WorkflowIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { useConnection } from '#lib/connection.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { SwitchField } from '#ui/field.tsx'
import { Page, Row, Rows, Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, EmptyState, ErrorState } from '#ui/states.tsx'
import { useSentences } from './use-sentences.ts'
import styles from './workflows.module.css'

/** The rules that run, those that stand still and why, and the shipped ones: one click away. */
export function WorkflowsScreen() {
  const { t } = useTranslation(['workflows', 'app'])
  const may = useMay('workflow.manage')
  const { online } = useConnection()
  const navigate = useNavigate()
  const list = useQuery(read(workflowRoutes.list))
  const items = list.data?.items ?? []
  const edit = (workflowId: string) => void navigate({ to: '/settings/workflows/$workflowId', params: { workflowId } })
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
      actions={
        may && (
          <Button look="primary" icon={Plus} onClick={() => edit('new')}>
            {t('add')}
          </Button>
        )
      }
    >
      {list.error && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {!list.data && !list.error && <SkeletonText lines={8} />}
      {list.data && (
        <>
          {!may && <Banner>{t('readOnly')}</Banner>}
          {!online && <Banner tone="soon">{t('offline')}</Banner>}
          <Section title={t('running')}>
            {items.length === 0 ? (
              <EmptyState icon={WorkflowIcon} title={t('none')}>
                {t('noneHelp')}
              </EmptyState>
            ) : (
              <Rows label={t('running')}>
                {items.map((workflow) => (
                  <WorkflowRow key={workflow.id} workflow={workflow} onEdit={may ? () => edit(workflow.id) : null} />
                ))}
              </Rows>
            )}
          </Section>
          {list.data.shipped.length > 0 && <Shipped shipped={list.data.shipped} may={may} />}
        </>
      )}
    </Page>
  )
}

function WorkflowRow({ workflow, onEdit }: { workflow: Workflow; onEdit: (() => void) | null }) {
  const { t } = useTranslation('workflows')
  const { whole } = useSentences()
  return (
    <Row
      title={
        <span className={styles.name} data-off={!workflow.enabled || undefined}>
          <Link to="/settings/workflows/$workflowId" params={{ workflowId: workflow.id }}>
            {workflow.name}
          </Link>
          {!workflow.enabled && <Chip>{t('off')}</Chip>}
          {workflow.enabled && workflow.paused && <Chip tone="bad">{t('paused')}</Chip>}
        </span>
      }
      meta={
        <>
          <span className={styles.sentence}>{whole(workflow.definition)}</span>
          {workflow.enabled && workflow.paused && (
            <PausedBanner workflow={workflow} onResume={onEdit ? () => void switchTo(workflow, true) : null} />
          )}
          <span className={styles.quiet}>
            {t('runs.count', { count: workflow.runsLastWeek })} · {t('ownedBy', { name: workflow.owner.name })}
          </span>
        </>
      }
      actions={
        <>
          <SwitchField
            aria-label={t('switch', { name: workflow.name })}
            checked={workflow.enabled}
            disabled={onEdit === null}
            onChange={(event) => void switchTo(workflow, event.currentTarget.checked)}
          />
          {onEdit && <IconButton small icon={Pencil} label={t('edit', { name: workflow.name })} onClick={onEdit} />}
        </>
      }
    />
  )
}

/** Why it stands still, in words that say what to do. */
export function PausedBanner({ workflow, onResume }: { workflow: Workflow; onResume: (() => void) | null }) {
  const { t } = useTranslation('workflows')
  const { paused } = workflow
  if (!paused) return null
  return (
    <Banner
      tone="bad"
      actions={
        <>
          {paused.caseId && (
            <Link to="/cases/$caseId" params={{ caseId: paused.caseId }}>
              {t('pause.case')}
            </Link>
          )}
          {onResume && <Button onClick={onResume}>{t('pause.resume')}</Button>}
        </>
      }
    >
      {t(`pause.${paused.reason}`, {
        owner: workflow.owner.name,
        other: paused.other ? t('pause.anotherNamed', { name: paused.other }) : t('pause.another'),
      })}
    </Banner>
  )
}

export async function switchTo(workflow: Pick<Workflow, 'id'>, enabled: boolean): Promise<void> {
  await call(workflowRoutes.switch, { params: { id: workflow.id }, body: { enabled } }).catch(tellProblem)
  invalidateRoute(queryClient, workflowRoutes.list, workflowRoutes.read, workflowRoutes.macros)
}

function Shipped({ shipped, may }: { shipped: ResponseOf<typeof workflowRoutes.list>['shipped']; may: boolean }) {
  const { t } = useTranslation('workflows')
  async function use(key: (typeof shipped)[number]['key']): Promise<void> {
    try {
      const made = await call(workflowRoutes.useShipped, { params: { key } })
      showNotice({ text: t('used', { name: made.name }), tone: 'ok', undo: () => switchTo(made, false) })
    } catch (error) {
      tellProblem(error)
    }
    invalidateRoute(queryClient, workflowRoutes.list, workflowRoutes.macros)
  }
  return (
    <Section title={t('shipped')} intro={t('shippedIntro')}>
      <Rows label={t('shipped')}>
        {shipped.map(({ key, name, about }) => (
          <Row
            key={key}
            title={name}
            meta={about}
            actions={may && <Button onClick={() => void use(key)}>{t('use')}</Button>}
          />
        ))}
      </Rows>
    </Section>
  )
}
