import type { CaseDetail } from '@resonanz/contracts'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { activeActions } from '#lib/actions.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { type HeldBack, holdBack } from '../silence.ts'
import { useChange } from '../use-change.ts'
import styles from './dialogs.module.css'

type Props = {
  detail: CaseDetail
  held: HeldBack
  promises: ReactNode
  /** What is missing of the facts, to fill in. */
  facts: (onComplete: (isComplete: boolean) => void) => ReactNode
  onNext: () => void
}
const leastReason = 3

/** Closing or resting stops where it would leave the customer in silence: settle it here, answer, or say why. */
export function SilenceDialog({ detail, held, promises, facts, onNext }: Props) {
  const { t } = useTranslation(['cases', 'ui'])
  const change = useChange(detail)
  const [reason, setReason] = useState('')
  const [isComplete, setComplete] = useState(false)
  const { because, maySilently } = held
  const close = () => holdBack(null)
  const closes = held.change.category === 'done' || held.change.category === 'closed'
  const open = detail.promises.some(
    ({ state, madeBy, kind }) => state === 'open' && (madeBy !== null || kind !== 'next_update'),
  )
  const settled = because.every((code) => (code === 'promise-open' ? !open : code === 'facts-missing' && isComplete))
  const mayGo = settled || (maySilently && reason.trim().length >= leastReason)
  async function go(): Promise<void> {
    if (!mayGo) return
    close()
    const silently = settled ? {} : { silently: reason.trim() }
    if ((await change({ ...held.change, ...silently }, held.words)) && closes) onNext()
  }
  function reply(): void {
    close()
    requestAnimationFrame(() =>
      activeActions()
        .find(({ id }) => id === 'case.reply')
        ?.run(),
    )
  }
  return (
    <Dialog
      open
      title={t(`blocked.title_${because[0]!}`)}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('ui:cancel')}</Button>
          {because.includes('no-last-word') && detail.allowed.includes('reply') && (
            <Button look="primary" data-autofocus onClick={reply}>
              {t('blocked.reply')}
            </Button>
          )}
          {(settled || maySilently) && (
            <Button look={settled ? 'primary' : 'default'} disabled={!mayGo} onClick={() => void go()}>
              {t(settled ? 'act.done' : 'blocked.anyway')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.stack}>
        {settled ? (
          <p>{t(because.includes('promise-open') ? 'blocked.settled' : 'blocked.complete')}</p>
        ) : (
          because.map((code) => <p key={code}>{t(`blocked.${code}`)}</p>)
        )}
        {(because.includes('promise-open') || because.includes('past-promise')) && promises}
        {because.includes('facts-missing') && facts(setComplete)}
        {maySilently && !settled && (
          <TextField
            label={t('blocked.why')}
            description={t(closes ? 'blocked.whyHelp' : 'blocked.whyRest')}
            value={reason}
            maxLength={300}
            onChange={(event) => setReason(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && void go()}
          />
        )}
      </div>
    </Dialog>
  )
}
