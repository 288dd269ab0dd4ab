import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDocumentTitle } from '#lib/document-title.ts'
import { buttonClass } from '#ui/button.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'

export function RoutePending() {
  return (
    <div style={{ padding: 28, maxWidth: 640 }}>
      <SkeletonText lines={4} />
    </div>
  )
}

export function RouteError({ error, reset }: ErrorComponentProps) {
  // A chunk that is gone means a newer version is installed: only a reload brings both in step.
  const words = error instanceof Error ? error.message : ''
  const outdated = /dynamically imported module|Importing a module script failed/i.test(words)
  return <ErrorState error={error} onRetry={() => (outdated ? location.reload() : reset())} />
}

export function RouteNotFound() {
  const { t } = useTranslation()
  useDocumentTitle(t('notFound.title'))
  return (
    <main>
      <EmptyState
        heading="h1"
        title={t('notFound.title')}
        actions={
          <Link to="/" className={buttonClass('primary')}>
            {t('notFound.home')}
          </Link>
        }
      >
        {t('notFound.words')}
      </EmptyState>
    </main>
  )
}
