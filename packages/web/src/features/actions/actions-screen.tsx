import { actionRoutes, type CatalogAction } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { FileText, Mail, Pencil, Plus, ScrollText, Webhook } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Page, Row, Rows } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, EmptyState, ErrorState } from '#ui/states.tsx'
import { ActionDialog } from './action-dialog.tsx'
import styles from './actions.module.css'
import { LogDialog } from './log-dialog.tsx'
import { SecretDialog } from './secret-dialog.tsx'

const icons = { webhook: Webhook, mail: Mail, document: FileText }

/** The catalogue of what rules may do outside, with what became of it. */
export function ActionsScreen() {
  const { t } = useTranslation(['actions', 'app'])
  const may = useMay('action.manage')
  const list = useQuery({ ...read(actionRoutes.list), refetchInterval: 15_000 })
  const [edited, setEdited] = useState<CatalogAction | 'new' | null>(null)
  const [log, setLog] = useState<CatalogAction | null>(null)
  const [secret, setSecret] = useState<{ secret: string; isNew: boolean } | null>(null)
  const items = list.data?.items ?? []

  async function test(action: CatalogAction): Promise<void> {
    try {
      await call(actionRoutes.test, { params: { id: action.id } })
      showNotice({ text: t('tested'), tone: 'ok' })
      setLog(action)
    } catch (error) {
      tellProblem(error)
    }
  }
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
      actions={
        may && (
          <Button look="primary" icon={Plus} onClick={() => setEdited('new')}>
            {t('add')}
          </Button>
        )
      }
    >
      {list.error && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {!list.data && !list.error && <SkeletonText lines={6} />}
      {list.data && !may && <Banner>{t('readOnly')}</Banner>}
      {list.data && items.length === 0 && (
        <EmptyState icon={Webhook} title={t('none')}>
          {t('noneHelp')}
        </EmptyState>
      )}
      {items.length > 0 && (
        <Rows label={t('title')}>
          {items.map((action) => {
            const Icon = icons[action.kind]
            return (
              <Row
                key={action.id}
                icon={<Icon size={18} aria-hidden />}
                title={
                  <span className={styles.name}>
                    {action.name} <Chip>{t(`kind.${action.kind}`)}</Chip>
                    {!action.enabled && <Chip tone="bad">{t('off')}</Chip>}
                    {action.waiting > 0 && <Chip tone="soon">{t('waiting', { count: action.waiting })}</Chip>}
                    {action.failedLastWeek > 0 && (
                      <Chip tone="bad">{t('failed', { count: action.failedLastWeek })}</Chip>
                    )}
                  </span>
                }
                meta={
                  <>
                    {action.disabledReason === 'gone' && <Banner tone="bad">{t('gone')}</Banner>}
                    <span className={styles.block}>{aboutOf(action)}</span>
                    <span className={styles.quiet}>
                      {action.usedBy.length > 0
                        ? t('usedBy', { names: action.usedBy.map(({ name }) => name).join(', ') })
                        : t('unused')}
                    </span>
                  </>
                }
                actions={
                  <>
                    {may && <Button onClick={() => void test(action)}>{t('test')}</Button>}
                    <IconButton
                      icon={ScrollText}
                      label={t('logTitle', { name: action.name })}
                      onClick={() => setLog(action)}
                    />
                    {may && (
                      <IconButton
                        icon={Pencil}
                        label={t('edit', { name: action.name })}
                        onClick={() => setEdited(action)}
                      />
                    )}
                  </>
                }
              />
            )
          })}
        </Rows>
      )}
      {edited && (
        <ActionDialog
          action={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onSecret={(told, isNew) => {
            setEdited(null)
            setSecret({ secret: told, isNew })
          }}
        />
      )}
      {secret && <SecretDialog {...secret} onClose={() => setSecret(null)} />}
      {log && <LogDialog action={log} onClose={() => setLog(null)} />}
    </Page>
  )
}

function aboutOf(action: CatalogAction): string {
  if (action.kind === 'webhook') return action.settings.url
  if (action.kind === 'mail') return `${action.settings.addresses.join(', ')} ${action.settings.subject}`.trim()
  return `${action.settings.title} · ${action.settings.format.toUpperCase()}`
}
