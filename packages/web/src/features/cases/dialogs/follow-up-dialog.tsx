import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { followUpPresets, fromLocalInput, toLocalInput } from '#lib/moments.ts'
import { formatMoment, formatShortMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { CheckField, TextField } from '#ui/field.tsx'
import { useChange } from '../use-change.ts'
import type { DialogProps } from './dialog-types.ts'
import styles from './dialogs.module.css'

/** Puts a case aside until a time; numbers choose a preset, Enter takes what is filled in. */
export function FollowUpDialog({ detail, onClose, onNext }: DialogProps) {
  const { t } = useTranslation(['cases', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const change = useChange(detail)
  const presets = followUpPresets(now)
  const [own, setOwn] = useState(() =>
    toLocalInput(detail.followUpAt ? new Date(detail.followUpAt) : (presets[1]?.at ?? now)),
  )
  const [untilReply, setUntilReply] = useState(detail.followUpUntilReply)
  const [note, setNote] = useState(detail.followUpNote ?? '')
  const ownAt = fromLocalInput(own)
  const promisedBefore = (at: Date) => detail.nextUpdateAt !== null && new Date(detail.nextUpdateAt) < at

  async function rest(at: Date): Promise<void> {
    onClose()
    const followUp = { at: at.toISOString(), untilReply, ...(note.trim() ? { note: note.trim() } : {}) }
    const ok = await change({ followUp }, t('done.followUp', { at: formatMoment(at, new Date(), { language }) }))
    if (ok) onNext()
  }
  return (
    <Dialog
      open
      title={t('act.followUp')}
      onClose={onClose}
      footer={
        <>
          {detail.followUpAt && (
            <Button
              look="quiet"
              onClick={() => {
                onClose()
                void change({ followUp: null }, t('done.followUpNone'))
              }}
            >
              {t('followUp.none')}
            </Button>
          )}
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" disabled={!ownAt || ownAt <= now} onClick={() => ownAt && void rest(ownAt)}>
            {t('followUp.set')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <div className={styles.presets}>
          {presets.map((preset, place) => (
            <Button key={preset.id} data-autofocus={place === 0 || undefined} onClick={() => void rest(preset.at)}>
              {t(`preset.${preset.id}`)}{' '}
              <small className={styles.small}>{formatShortMoment(preset.at, now, { language })}</small>
            </Button>
          ))}
        </div>
        <TextField
          type="datetime-local"
          label={t('followUp.at')}
          value={own}
          min={toLocalInput(now)}
          onChange={(event) => setOwn(event.currentTarget.value)}
          error={ownAt && ownAt <= now ? t('followUp.past') : undefined}
        />
        <CheckField
          label={t('followUp.orReply')}
          description={t('followUp.orReplyHelp')}
          checked={untilReply}
          onChange={(event) => setUntilReply(event.currentTarget.checked)}
        />
        <TextField
          optional
          label={t('followUp.note')}
          value={note}
          maxLength={300}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {ownAt && promisedBefore(ownAt) && detail.nextUpdateAt && (
          <p className={styles.warning}>
            {t('followUp.promised', { at: formatMoment(new Date(detail.nextUpdateAt), now, { language }) })}
          </p>
        )}
      </div>
    </Dialog>
  )
}
