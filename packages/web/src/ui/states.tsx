import { CircleAlert, Copy, Info, Lock, type LucideIcon, RefreshCw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '#lib/problem.ts'
import { formatClock } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from './button.tsx'
import { copyText } from './copy.ts'
import styles from './states.module.css'

type StateProps = {
  /** 'h1' where this is all there is on the page. */ heading?: 'h1' | 'h2'
  icon?: LucideIcon
  title: string
  children?: ReactNode
  actions?: ReactNode
}

/** Nothing here: what this place is (children), and one thing to do. */
export function EmptyState({ heading: Heading = 'h2', icon: Icon, title, children, actions }: StateProps) {
  return (
    <div className={styles.state}>
      {Icon && <Icon size={28} strokeWidth={1.5} className={styles.icon} />}
      <Heading className={styles.title}>{title}</Heading>
      {children && <div className={styles.words}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}

type ErrorProps = { error: unknown; onRetry?: () => void; since?: Date; compact?: boolean }

/** What happened, since when, what we do, what you can do, and a code to pass on. Never the server's raw words. */
export function ErrorState({ error, onRetry, since, compact }: ErrorProps) {
  const { t } = useTranslation('ui')
  const language = useLanguage()
  const problem = isProblem(error) ? error : null
  if (problem?.code === 'not-allowed') return <DeniedState />
  const code = problem?.code ?? 'internal'
  const at = since ?? problem?.at ?? new Date()
  const reference = [code, problem?.status || null, problem?.requestId].filter(Boolean).join(' · ')
  return (
    <div className={styles.state} data-compact={compact || undefined} role="alert">
      <CircleAlert size={compact ? 20 : 28} strokeWidth={1.5} className={styles.bad} />
      <h2 className={styles.title}>{t(`problem.${code}.title`)}</h2>
      <div className={styles.words}>
        <p>{t(`problem.${code}.now`)}</p>
        <p className={styles.small}>{t('error.since', { time: formatClock(at, { language }) })}</p>
      </div>
      <div className={styles.actions}>
        {onRetry && (
          <Button icon={RefreshCw} onClick={onRetry}>
            {t('error.retry')}
          </Button>
        )}
        <Button look="quiet" icon={Copy} onClick={() => void copyText(reference, t('error.copied'))}>
          {t('error.copy')}
        </Button>
      </div>
      <code className={styles.code}>{reference}</code>
    </div>
  )
}

/** No right: who can give it. */
export function DeniedState({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('ui')
  return (
    <EmptyState icon={Lock} title={t('denied.title')}>
      {children ?? <p>{t('denied.who')}</p>}
    </EmptyState>
  )
}

type BannerProps = {
  tone?: 'neutral' | 'soon' | 'bad' | 'note'
  icon?: LucideIcon
  children: ReactNode
  actions?: ReactNode
}

/** A line across a screen: a source is missing, the list is stale, a situation is active. */
export function Banner({ tone = 'neutral', icon, children, actions }: BannerProps) {
  const Icon = icon ?? (tone === 'soon' || tone === 'bad' ? TriangleAlert : Info)
  return (
    <div className={styles.banner} data-tone={tone} role="status">
      <Icon size={16} />
      <div className={styles.bannerWords}>{children}</div>
      {actions && <div className={styles.bannerActions}>{actions}</div>}
    </div>
  )
}
