import type { FollowUpEvent } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { followUpPresets, fromLocalInput, toLocalInput, usualFollowUp } from '#lib/moments.ts'
import { formatMoment } from '#lib/time.ts'
import { useTouched } from '#lib/touched.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { CheckField, TextField } from './field.tsx'
import styles from './follow-up-dialog.module.css'

export type FollowUp = { at: Date; untilReply: boolean; until?: FollowUpEvent[]; note?: string }
type Props = {
  title: string
  /** What holds now; without it the dialog asks nothing but when (many cases at once). */
  current?: { at: string | null; untilReply: boolean; until: FollowUpEvent[]; note: string | null }
  /** What is open that it can wait for besides. */
  waits?: readonly FollowUpEvent[]
  /** An update is promised by then. */
  promisedUntil?: string | null
  onSet: (followUp: FollowUp) => void
  onNone?: (() => void) | undefined
  onClose: () => void
}

/** When one or many cases come back: a preset with one press, or a moment of one's own. */
export function FollowUpDialog({ title, current, waits, promisedUntil, onSet, onNone, onClose }: Props) {
  const { t } = useTranslation('ui')
  const language = useLanguage()
  const now = useNow()
  const presets = followUpPresets(now)
  const [opened] = useState(now)
  const form = useTouched({
    own: toLocalInput(usualFollowUp(opened, current?.at ? new Date(current.at) : null)),
    untilReply: current?.untilReply ?? false,
    until: current?.until ?? [],
    note: current?.note ?? '',
  })
  const { own, untilReply, until, note } = form.values
  const ownAt = fromLocalInput(own)
  const isPast = ownAt !== null && ownAt <= now
  const shown = [...new Set([...(waits ?? []), ...(current?.until ?? [])])]
  const set = (at: Date) =>
    onSet({
      at,
      untilReply,
      ...(until.length > 0 ? { until: [...until] } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    })
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      footer={
        <>
          {onNone && (
            <Button look="quiet" onClick={onNone}>
              {t('followUp.none')}
            </Button>
          )}
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" disabled={!ownAt || isPast} onClick={() => ownAt && set(ownAt)}>
            {t('followUp.set')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <div className={styles.presets}>
          {presets.map((preset, place) => (
            <Button key={preset.id} data-autofocus={place === 0 || undefined} onClick={() => set(preset.at)}>
              {t(`followUp.preset.${preset.id}`)}
            </Button>
          ))}
        </div>
        <TextField
          type="datetime-local"
          label={t(until.length > 0 || untilReply ? 'followUp.latest' : 'followUp.at')}
          value={own}
          min={toLocalInput(now)}
          error={isPast ? t('followUp.past') : undefined}
          onChange={(event) => form.set({ own: event.currentTarget.value })}
        />
        <fieldset className={styles.until}>
          <legend>{t('followUp.until')}</legend>
          <CheckField
            label={t('waits.reply')}
            checked={untilReply}
            onChange={(event) => form.set({ untilReply: event.currentTarget.checked })}
          />
          {shown.map((event) => (
            <CheckField
              key={event}
              label={t(`waits.${event}`)}
              checked={until.includes(event)}
              onChange={({ currentTarget: { checked } }) =>
                form.set({ until: checked ? [...until, event] : until.filter((one) => one !== event) })
              }
            />
          ))}
        </fieldset>
        {current && (
          <TextField
            optional
            label={t('followUp.note')}
            value={note}
            maxLength={300}
            onChange={(event) => form.set({ note: event.currentTarget.value })}
          />
        )}
        {ownAt && promisedUntil && new Date(promisedUntil) < ownAt && (
          <p className={styles.warning}>
            {t('followUp.promised', { at: formatMoment(new Date(promisedUntil), now, { language }) })}
          </p>
        )}
      </div>
    </Dialog>
  )
}
