import { languageHelpRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { CallLog } from './call-log.tsx'
import { SettingsForm } from './settings-form.tsx'

/** The company's own language model: where it is, what it may help with, who runs it, and who asked it. */
export function LanguageHelpScreen() {
  const { t } = useTranslation(['language-help', 'app'])
  const may = useMay('settings.manage')
  const { data, error, refetch } = useQuery({ ...read(languageHelpRoutes.settings), enabled: may })
  return (
    <Page title={t('title')} intro={t('intro')} above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}>
      {!may && <p>{t('denied')}</p>}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {may && !data && !error && <SkeletonText lines={10} />}
      {data && (
        <>
          <SettingsForm settings={data} />
          <CallLog />
        </>
      )}
    </Page>
  )
}
