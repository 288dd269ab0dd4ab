import { notificationRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Bell as BellIcon } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import styles from './bell.module.css'

const load = () => import('./bell-list.tsx')
const BellPopover = lazy(() => load().then((file) => ({ default: file.BellPopover })))

/** What concerns me. Shows case numbers and titles, never a customer's words. The list is loaded when first opened. */
export function Bell() {
  const { t } = useTranslation()
  const [open, setOpen] = useState<boolean | null>(null)
  const unread = useQuery(read(notificationRoutes.list)).data?.unread ?? 0
  const button = (
    <button
      type="button"
      className={styles.bell}
      aria-label={unread ? t('bell.labelUnread', { count: unread }) : t('bell.label')}
      aria-haspopup="dialog"
      aria-expanded={open === true}
      onPointerEnter={() => void load()}
      onClick={() => setOpen(!open)}
    >
      <BellIcon size={18} />
      {unread > 0 && <span className={styles.count}>{unread > 99 ? '99+' : unread}</span>}
    </button>
  )
  if (open === null) return button
  return (
    <Suspense fallback={button}>
      <BellPopover open={open} onChange={setOpen} target={button} />
    </Suspense>
  )
}
