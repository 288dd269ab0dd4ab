import { type Publishing, publishingRoutes } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import { OctagonPause, Play } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { Button } from '#ui/button.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { Banner } from '#ui/states.tsx'
import { WordsDialog } from '#ui/words-dialog.tsx'
import { doPost } from './post-data.ts'

/** Are all posts stopped, by whom and why; and who may lifts it here. */
export function PauseBanner({ state }: { state: Publishing }) {
  const { t } = useTranslation('publishing')
  const [lifting, setLifting] = useState(false)
  const { paused } = state
  if (!paused) return null
  return (
    <>
      <Banner
        tone="bad"
        icon={OctagonPause}
        actions={
          state.mayApprove && (
            <Button icon={Play} onClick={() => setLifting(true)}>
              {t('pause.lift')}
            </Button>
          )
        }
      >
        <b>{t('pause.is')}</b> {t('pause.by', { name: paused.by?.name ?? '–', reason: paused.reason })}{' '}
        <Moment at={paused.at} />
        {paused.incident && (
          <>
            {' · '}
            <Link to="/incidents/$incidentId" params={{ incidentId: paused.incident.id }}>
              {paused.incident.number} · {paused.incident.title}
            </Link>
          </>
        )}
      </Banner>
      {lifting && (
        <WordsDialog
          oneLine
          title={t('pause.liftTitle')}
          label={t('pause.liftWhy')}
          about={t('pause.liftAbout')}
          saveLabel={t('pause.lift')}
          maxLength={300}
          least={3}
          onSave={async (reason) =>
            (await doPost(() => call(publishingRoutes.resume, { body: { reason } }), t('done.lifted'))) !== null
          }
          onClose={() => setLifting(false)}
        />
      )}
    </>
  )
}
