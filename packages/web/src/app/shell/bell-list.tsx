import { Popover } from '@mantine/core'
import { type Notification, notificationRoutes } from '@resonanz/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { invalidateRoute, read } from '#lib/query.ts'
import { Button } from '#ui/button.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './bell.module.css'

type Props = { open: boolean; onChange: (open: boolean) => void; target: ReactElement }

export function BellPopover({ open, onChange, target }: Props) {
  const { t } = useTranslation()
  return (
    <Popover
      opened={open}
      onChange={onChange}
      position="bottom-end"
      width="min(360px, calc(100vw - 16px))"
      trapFocus
      returnFocus
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown className={styles.dropdown} aria-label={t('bell.label')}>
        <BellList onLeave={() => onChange(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function BellList({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const list = useQuery(read(notificationRoutes.list))
  const markRead = useMutation({
    mutationFn: (ids?: string[]) => call(notificationRoutes.read, { body: ids ? { ids } : {} }),
    onSettled: () => invalidateRoute(client, notificationRoutes.list),
  })
  if (list.error && !list.data) return <ErrorState compact error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <SkeletonText lines={3} />
  return (
    <>
      <div className={styles.head}>
        <h2>{t('bell.title')}</h2>
        {list.data.unread > 0 && (
          <Button small look="quiet" onClick={() => markRead.mutate(undefined)}>
            {t('bell.readAll')}
          </Button>
        )}
      </div>
      {list.data.items.length === 0 && <p className={styles.none}>{t('bell.none')}</p>}
      <ul className={styles.list}>
        {list.data.items.map((item) => (
          <li key={item.id} data-unread={item.readAt === null || undefined}>
            <Link
              to={placeOf(item)}
              params={{ caseId: item.caseId ?? '', workflowId: item.about?.id ?? '' }}
              className={styles.item}
              onClick={() => {
                if (!item.readAt) markRead.mutate([item.id])
                onLeave()
              }}
            >
              <span>
                {t(`bell.kind.${item.kind}`, {
                  actor: item.actor ?? t('bell.somebody'),
                  number: item.caseNumber ?? '',
                  name: item.about?.name ?? '',
                })}
              </span>
              {item.caseTitle && <span className={styles.title}>{item.caseTitle}</span>}
              <RelativeTime at={item.at} className={styles.time} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Where the matter is: the rule that stands still or was stopped, the approvals, the case, else the channels. */
function placeOf({ kind, caseId, about }: Pick<Notification, 'kind' | 'caseId' | 'about'>) {
  if (about) return '/settings/workflows/$workflowId'
  if (kind === 'post_trouble' || kind === 'post_returned') return '/publishing'
  if (kind === 'self_test_missing' || kind === 'self_test_due') return '/settings/self-tests'
  if (kind === 'approval_asked' || kind === 'approval_decided') return '/approvals'
  return caseId ? '/cases/$caseId' : '/settings/channels'
}
