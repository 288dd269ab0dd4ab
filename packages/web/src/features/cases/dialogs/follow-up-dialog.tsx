import { useTranslation } from 'react-i18next'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { type FollowUp, FollowUpDialog } from '#ui/follow-up-dialog.tsx'
import { useChange } from '../use-change.ts'
import type { DialogProps } from './dialog-types.ts'

/** Puts a case aside until a time, then goes on to the next. */
export function CaseFollowUpDialog({ detail, onClose, onNext }: DialogProps) {
  const { t } = useTranslation('cases')
  const language = useLanguage()
  const change = useChange(detail)

  async function set({ at, ...rest }: FollowUp): Promise<void> {
    onClose()
    const words = t('done.followUp', { at: formatMoment(at, new Date(), { language }) })
    if (await change({ followUp: { at: at.toISOString(), ...rest } }, words)) onNext()
  }
  function clear(): void {
    onClose()
    void change({ followUp: null }, t('done.followUpNone'))
  }
  return (
    <FollowUpDialog
      title={t('act.followUp')}
      current={{ at: detail.followUpAt, untilReply: detail.followUpUntilReply, note: detail.followUpNote ?? null }}
      promisedUntil={detail.nextUpdateAt}
      onSet={(followUp) => void set(followUp)}
      onNone={detail.followUpAt ? clear : undefined}
      onClose={onClose}
    />
  )
}
