import { followUpRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
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
  const { data: waits } = useQuery({ ...read(followUpRoutes.waits, { params: { id: detail.id } }), staleTime: 0 })

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
      current={{
        at: detail.followUpAt,
        untilReply: detail.followUpUntilReply,
        until: detail.followUpFor,
        note: detail.followUpNote ?? null,
      }}
      waits={waits?.open.map(({ event }) => event) ?? []}
      promisedUntil={detail.nextUpdateAt}
      onSet={(followUp) => void set(followUp)}
      onNone={detail.followUpAt ? clear : undefined}
      onClose={onClose}
    />
  )
}
