import { type CaseCourse, handoverRoutes } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { WordsDialog } from '#ui/words-dialog.tsx'
import { doAround } from './consultation-data.ts'

type Props = { caseId: string; course: CaseCourse; onClose: () => void }

/** The second level has done its part. */
export function FinishDialog({ caseId, course, onClose }: Props) {
  const { t } = useTranslation(['consultations', 'ui'])
  const handover = course.handovers.find(({ state }) => state === 'open')
  const team = course.responsibleTeam?.name ?? ''
  if (!handover) return null
  return (
    <WordsDialog
      title={t('handover.finishTitle')}
      about={handover.what}
      label={t('handover.finishText')}
      help={t('handover.finishHelp', { team })}
      saveLabel={t('course.finish')}
      maxLength={20_000}
      least={3}
      onClose={onClose}
      onSave={(result) =>
        doAround(caseId, t('handover.finished', { team }), () =>
          call(handoverRoutes.finish, { params: { id: handover.id }, body: { result } }),
        )
      }
    />
  )
}

export function TakeBackDialog({ caseId, course, onClose }: Props) {
  const { t } = useTranslation(['consultations', 'ui'])
  const handover = course.handovers.find(({ state }) => state === 'open')
  if (!handover) return null
  return (
    <WordsDialog
      title={t('handover.takeBackTitle')}
      label={t('handover.takeBackText')}
      saveLabel={t('course.takeBack')}
      maxLength={300}
      least={3}
      onClose={onClose}
      onSave={(reason) =>
        doAround(caseId, t('handover.takenBack'), () =>
          call(handoverRoutes.takeBack, { params: { id: handover.id }, body: { reason } }),
        )
      }
    />
  )
}
