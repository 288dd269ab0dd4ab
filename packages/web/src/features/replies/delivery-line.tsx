import { type CaseDetail, capabilitiesOf, type Message } from '@resonanz/contracts'
import { Check, CheckCheck, CircleAlert, CircleHelp, Clock, PenLine } from 'lucide-react'
import { useEffect, useState } from 'react'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { tellProblem } from '#lib/change-case.ts'
import { useMe } from '#lib/session.ts'
import { formatClock } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Kbd } from '#ui/kbd.tsx'
import styles from './delivery.module.css'
import { resolveSending, undoReply } from './send-reply.ts'

type Outbox = NonNullable<Message['outbox']>

/** How an answer of ours stands on its way, and what a person can do about it. */
export function DeliveryLine({ message, detail }: { message: Message; detail: CaseDetail }) {
  const { t } = useTranslation(['replies', 'ui'])
  const may = detail.allowed.includes('reply')
  const { outbox } = message
  if (!outbox) {
    // Mails without a sending of ours came from the mailbox's own copies: nothing to say about them.
    if (message.deletedAt || message.nature !== 'message' || capabilitiesOf[message.channel].reply === 'send')
      return null
    return (
      <p className={styles.line}>
        <PenLine size={13} />
        {t('delivery.logged')}
      </p>
    )
  }
  switch (outbox.state) {
    case 'queued':
      return <Queued outbox={outbox} caseId={detail.id} may={may} authorId={message.author.memberId} />
    case 'handing_over':
      return (
        <p className={styles.line}>
          <Clock size={13} />
          {t('delivery.handing_over')}
        </p>
      )
    case 'handed_over':
      return (
        <p className={styles.line}>
          <Check size={13} />
          <SentAt at={message.at} />
        </p>
      )
    case 'delivered':
    case 'read':
      return (
        <p className={styles.line}>
          <CheckCheck size={13} />
          {t(`delivery.${outbox.state}`)}
        </p>
      )
    case 'failed':
    case 'unclear':
      return <Decide outbox={outbox} caseId={detail.id} may={may} />
    case 'undone':
      return <p className={styles.line}>{t('delivery.undone')}</p>
  }
}

function SentAt({ at }: { at: string }) {
  const { t } = useTranslation(['replies', 'ui'])
  return t('delivery.handed_over', { time: formatClock(new Date(at), { language: useLanguage() }) })
}

type QueuedProps = { outbox: Outbox; caseId: string; may: boolean; authorId: string | null }

function Queued({ outbox, caseId, may, authorId }: QueuedProps) {
  const mine = useMe()?.member.id === authorId
  const { t } = useTranslation(['replies', 'ui'])
  const language = useLanguage()
  const seconds = useSecondsUntil(outbox.sendAt)
  const [busy, setBusy] = useState(false)
  if (outbox.reasonCode)
    return (
      <p className={styles.line} data-tone="warn">
        <Clock size={13} />
        {t('delivery.retry', { reason: reasonOf(outbox, t), time: formatClock(new Date(outbox.sendAt), { language }) })}
      </p>
    )
  if (seconds <= 0)
    return (
      <p className={styles.line}>
        <Clock size={13} />
        {t('delivery.handing_over')}
      </p>
    )
  return (
    <p className={styles.line}>
      <Clock size={13} />
      {t('delivery.queued', { seconds })}
      {may && (
        <button
          type="button"
          className={styles.undo}
          disabled={busy}
          onClick={() => {
            setBusy(true)
            undoReply(caseId, outbox.id)
              .catch(tellProblem)
              .finally(() => setBusy(false))
          }}
        >
          {t('ui:notice.undo')} {mine && <Kbd keys="z" />}
        </button>
      )}
    </p>
  )
}

/** Not sent, or nobody knows: nothing happens by itself, a person decides. */
function Decide({ outbox, caseId, may }: { outbox: Outbox; caseId: string; may: boolean }) {
  const { t } = useTranslation(['replies', 'ui'])
  const [busy, setBusy] = useState(false)
  const unclear = outbox.state === 'unclear'
  // Decided with the part before it.
  const waits = outbox.reasonCode === 'part-before'
  function decide(decision: 'was_sent' | 'send_again' | 'discard'): void {
    setBusy(true)
    resolveSending(caseId, outbox.id, decision)
      .catch(tellProblem)
      .finally(() => setBusy(false))
  }
  return (
    <div className={styles.decide} data-tone={unclear ? 'warn' : 'bad'} role="alert">
      <p>
        {unclear ? <CircleHelp size={16} /> : <CircleAlert size={16} />}
        <span>
          <b>{t(unclear ? 'delivery.unclear' : 'delivery.failed')}</b>{' '}
          {unclear ? t('delivery.unclearNow') : reasonOf(outbox, t)}
        </span>
      </p>
      {may && (
        <div className={styles.buttons}>
          {unclear && (
            <Button small disabled={busy} onClick={() => decide('was_sent')}>
              {t('delivery.wasSent')}
            </Button>
          )}
          {!waits && (
            <Button small disabled={busy} onClick={() => decide('send_again')}>
              {t('delivery.again')}
            </Button>
          )}
          <Button small look="quiet" disabled={busy} onClick={() => decide('discard')}>
            {t('delivery.discard')}
          </Button>
        </div>
      )}
    </div>
  )
}

function reasonOf(outbox: Outbox, t: ReturnType<typeof useTranslation<['replies', 'ui']>>['t']): string {
  const code = outbox.reasonCode ?? ''
  const isKnown = code !== '' && i18next.exists(`replies:reason.${code}`)
  const words = t(isKnown ? (`reason.${code}` as 'reason.other') : 'reason.other')
  return outbox.reason ? `${words} (${outbox.reason.slice(0, 200)})` : words
}

const LONGEST_UNDO_S = 60

function useSecondsUntil(at: string): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return Math.min(Math.ceil((Date.parse(at) - now) / 1000), LONGEST_UNDO_S)
}
