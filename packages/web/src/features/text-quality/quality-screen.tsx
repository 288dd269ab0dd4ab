import { settingsRoutes, textQualityRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useConnection } from '#lib/connection.ts'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, DeniedState, ErrorState } from '#ui/states.tsx'
import { AboutSection } from './about-section.tsx'
import { ClassifierSection } from './classifier-section.tsx'

/** How well texts are understood: what reads them, what people corrected, what was learned from it. */
export function QualityScreen() {
  const { t } = useTranslation(['text-quality', 'app'])
  const may = useMay('settings.manage')
  const { online } = useConnection()
  const quality = useQuery({ ...read(textQualityRoutes.read), enabled: may })
  const settings = useQuery({ ...read(settingsRoutes.read), enabled: may })
  const data = quality.data
  return (
    <Page
      wide
      title={t('title')}
      intro={t('intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
    >
      {!may && <DeniedState />}
      {may && quality.error && !data && <ErrorState error={quality.error} onRetry={() => void quality.refetch()} />}
      {may && !data && !quality.error && <SkeletonText lines={8} />}
      {data && (
        <>
          {!online && <Banner tone="soon">{t('offline')}</Banner>}
          {data.isReadingAgain && <Banner>{t('readingAgain')}</Banner>}
          {data.notAnalysed > 0 && <Banner tone="soon">{t('notAnalysed', { count: data.notAnalysed })}</Banner>}
          {data.classifiers.map((classifier) => (
            <ClassifierSection key={classifier.classifier} quality={classifier} />
          ))}
          {settings.data && <AboutSection settings={settings.data} />}
          <p>{t('modelVersion', { version: data.modelVersion })}</p>
        </>
      )}
    </Page>
  )
}
