import { type Goodwill, goodwillRoutes } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { formatMoney } from '#lib/money.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { WordsDialog } from '#ui/words-dialog.tsx'
import { GoodwillTrouble } from './goodwill-trouble.tsx'
import { refreshGoodwill } from './refresh.ts'

type Props = { item: Goodwill; onClose: () => void }
const reasonMost = 500
const reasonLeast = 3

/** Takes a grant or a request back, with a reason; the budget is free again. */
export function WithdrawDialog({ item, onClose }: Props) {
  const { t } = useTranslation(['goodwill', 'ui'])
  const { trouble, tryTo } = useTry(item.caseId)
  return (
    <WordsDialog
      oneLine
      title={t('withdrawTitle')}
      about={trouble}
      label={t('reason')}
      help={t('withdrawHelp')}
      saveLabel={t('withdraw')}
      maxLength={reasonMost}
      least={reasonLeast}
      missing={t('reasonMissing')}
      onClose={onClose}
      onSave={(reason) =>
        tryTo(async () => {
          await call(goodwillRoutes.withdraw, { params: { id: item.id }, body: { reason } })
          return t('done.withdrawn')
        })
      }
    />
  )
}

/** A line of its own takes back what is booked; within my limit at once, else the button asks those who may. */
export function ReverseDialog({
  item,
  mine,
  onClose,
}: Props & { mine: { limitMinor: number | null; leftMinor: number | null } | undefined }) {
  const { t } = useTranslation(['goodwill', 'ui'])
  const language = useLanguage()
  const { trouble, tryTo } = useTry(item.caseId)
  const limitMinor = mine ? mine.limitMinor : 0
  const mode = limitMinor === null || item.amountMinor <= limitMinor ? 'grant' : 'request'
  const amount = formatMoney(item.amountMinor, item.currency, language)
  return (
    <WordsDialog
      oneLine
      title={t('reverseTitle', { number: item.bookingNo ?? 0, amount })}
      about={trouble ?? t('reverseHelp')}
      label={t('reason')}
      help={t('reasonHelp')}
      saveLabel={t(mode === 'grant' ? 'reverse' : 'reverseRequest')}
      maxLength={reasonMost}
      least={reasonLeast}
      missing={t('reasonMissing')}
      onClose={onClose}
      onSave={(reason) =>
        tryTo(async () => {
          const made = await call(goodwillRoutes.reverse, { params: { id: item.id }, body: { reason, mode } })
          return t(made.state === 'granted' ? 'done.reversed' : 'done.reversalRequested')
        })
      }
    />
  )
}

/** The department of the topic says no, in its time. */
export function ObjectDialog({ item, onClose }: Props) {
  const { t } = useTranslation(['goodwill', 'ui'])
  const { trouble, tryTo } = useTry(item.caseId)
  return (
    <WordsDialog
      oneLine
      title={t('objectTitle')}
      about={trouble ?? t('objectHelp')}
      label={t('reason')}
      help={t('objectReasonHelp')}
      saveLabel={t('object')}
      maxLength={reasonMost}
      least={reasonLeast}
      missing={t('reasonMissing')}
      onClose={onClose}
      onSave={(reason) =>
        tryTo(async () => {
          const made = await call(goodwillRoutes.object, { params: { id: item.id }, body: { reason } })
          return t(made.objection?.state === 'open' ? 'done.objected' : 'done.upheld')
        })
      }
    />
  )
}

function useTry(caseId: string) {
  const [error, setError] = useState<unknown>(null)
  async function tryTo(act: () => Promise<string>): Promise<boolean> {
    try {
      const text = await act()
      showNotice({ text, tone: 'ok' })
      return true
    } catch (failed) {
      setError(failed)
      return false
    } finally {
      refreshGoodwill(caseId)
    }
  }
  return { trouble: error ? <GoodwillTrouble error={error} /> : undefined, tryTo }
}
