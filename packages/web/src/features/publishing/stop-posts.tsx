import { publishingRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { OctagonPause } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { read } from '#lib/query.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { WordsDialog } from '#ui/words-dialog.tsx'
import { doPost } from './post-data.ts'

/** In a crisis nothing cheerful leaves: stops all planned posts, with the reason, and the incident it is for. */
export function StopPosts({ incidentId }: { incidentId: string | null }) {
  const { t } = useTranslation('publishing')
  const [asking, setAsking] = useState(false)
  const state = useQuery(read(publishingRoutes.state)).data
  if (!state?.mayApprove || state.presences.length === 0) return null
  if (state.paused)
    return (
      <Link to="/publishing">
        <Chip tone="bad" icon={OctagonPause}>
          {t('pause.is')}
        </Chip>
      </Link>
    )
  return (
    <>
      <Button icon={OctagonPause} onClick={() => setAsking(true)}>
        {t('pause.do')}
      </Button>
      {asking && (
        <WordsDialog
          oneLine
          title={t('pause.title')}
          label={t('pause.why')}
          about={t('pause.about')}
          saveLabel={t('pause.do')}
          maxLength={300}
          least={3}
          onSave={async (reason) =>
            (await doPost(() => call(publishingRoutes.pause, { body: { reason, incidentId } }), t('done.stopped'))) !==
            null
          }
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
