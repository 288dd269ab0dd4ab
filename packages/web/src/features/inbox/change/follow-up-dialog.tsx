import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { followUpPresets, fromLocalInput, toLocalInput } from '#lib/moments.ts'
import { formatMoment, formatShortMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { CheckField, TextField } from '#ui/field.tsx'
import styles from './change.module.css'
import type { BulkChange } from './plan.ts'

type Props = { onChange: (change: BulkChange, words: string) => void; onClose: () => void }

/** When one or many cases come back: a preset with one press, or a moment of one's own. */
export function FollowUpDialog({ onChange, onClose }: Props) {
  const { t } = useTranslation(['inbox', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const presets = followUpPresets(now)
  const [own, setOwn] = useState(() => toLocalInput(presets[1]?.at ?? now))
  const [untilReply, setUntilReply] = useState(false)
  const ownAt = fromLocalInput(own)
  const past = ownAt !== null && ownAt <= now
  const rest = (at: Date) =>
    onChange({ followUp: { at: at.toISOString(), untilReply } }, formatMoment(at, new Date(), { language }))
  return (
    <Dialog
      open
      title={t('change.followUp')}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={() => onChange({ followUp: null }, t('followUp.none'))}>
            {t('followUp.none')}
          </Button>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" disabled={!ownAt || past} onClick={() => ownAt && rest(ownAt)}>
            {t('followUp.set')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <div className={styles.presets}>
          {presets.map((preset, place) => (
            <Button key={preset.id} data-autofocus={place === 0 || undefined} onClick={() => rest(preset.at)}>
              {t(`followUp.preset.${preset.id}` as 'followUp.preset.todayAt16')}
              {preset.id === 'friday' && <small>{formatShortMoment(preset.at, now, { language })}</small>}
            </Button>
          ))}
        </div>
        <TextField
          type="datetime-local"
          label={t('followUp.at')}
          value={own}
          min={toLocalInput(now)}
          error={past ? t('followUp.past') : undefined}
          onChange={(event) => setOwn(event.currentTarget.value)}
        />
        <CheckField
          label={t('followUp.orReply')}
          checked={untilReply}
          onChange={(event) => setUntilReply(event.currentTarget.checked)}
        />
      </div>
    </Dialog>
  )
}
