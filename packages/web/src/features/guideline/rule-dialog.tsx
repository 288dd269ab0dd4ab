import { ChannelKind, type FindingLevel, type GuidelineRule } from '@resonanz/contracts'
import { Trash2 } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { CheckField, ChoiceField, TextAreaField, TextField } from '#ui/field.tsx'
import styles from './guideline.module.css'
import { type ShippedRule, useRuleWords } from './rule-words.ts'
import { isComplete, isOwn, phrasesIn } from './rules-draft.ts'

type Props = {
  rule: GuidelineRule
  shipped: readonly ShippedRule[]
  isNew: boolean
  onDone: (rule: GuidelineRule) => void
  onRemove: () => void
  onClose: () => void
}

/** A rule in its parts: how much it weighs, own words that count as well, why, how it is better said, where it counts. */
export function RuleDialog({ rule: known, shipped, isNew, onDone, onRemove, onClose }: Props) {
  const { t } = useTranslation(['guideline', 'ui'])
  const form = useId()
  const own = isOwn(known)
  const { nameOf, reasonOf, suggestionOf } = useRuleWords(shipped)
  const [rule, setRule] = useState(known)
  const [lines, setLines] = useState(known.phrases.join('\n'))
  const [isAsked, setAsked] = useState(false)
  const change = (part: Partial<GuidelineRule>) => setRule((now) => ({ ...now, ...part }))
  const done = { ...rule, phrases: phrasesIn(lines) }
  const bare = { id: known.id, reason: null, suggestion: null }
  function submit(event: FormEvent): void {
    event.preventDefault()
    setAsked(true)
    if (isComplete(done)) onDone(done)
  }
  return (
    <Dialog
      open
      size={560}
      title={isNew ? t('add') : nameOf(known)}
      onClose={onClose}
      footer={
        <>
          {own && !isNew && (
            <Button look="quiet" icon={Trash2} onClick={onRemove}>
              {t('remove')}
            </Button>
          )}
          <span className={styles.space} />
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" type="submit" form={form}>
            {t('done')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} noValidate onSubmit={submit}>
        <ChoiceField
          inline
          label={t('levelLabel')}
          value={rule.level}
          onChange={(level: FindingLevel) => change({ level })}
          choices={(['hint', 'warning', 'stop'] as const).map((level) => ({
            value: level,
            label: t(`level.${level}`),
            help: t(`levelHelp.${level}`),
          }))}
        />
        <TextAreaField
          label={t('phrases')}
          description={t('phrasesHelp')}
          optional={!own}
          minRows={2}
          value={lines}
          error={isAsked && own && done.phrases.length === 0 && t('phrasesMissing')}
          onChange={(event) => setLines(event.currentTarget.value)}
        />
        <TextField
          label={t('reason')}
          optional={!own}
          description={own ? undefined : t('wordsHelp')}
          placeholder={own ? undefined : reasonOf(bare)}
          maxLength={500}
          value={rule.reason ?? ''}
          error={isAsked && own && !rule.reason && t('reasonMissing')}
          onChange={(event) => change({ reason: event.currentTarget.value || null })}
        />
        <TextField
          optional
          label={t('suggestion')}
          placeholder={own ? undefined : suggestionOf(bare)}
          maxLength={500}
          value={rule.suggestion ?? ''}
          onChange={(event) => change({ suggestion: event.currentTarget.value || null })}
        />
        <ChoiceField
          inline
          label={t('audienceLabel')}
          value={rule.audience}
          onChange={(audience: GuidelineRule['audience']) => change({ audience })}
          choices={(['any', 'public', 'private'] as const).map((audience) => ({
            value: audience,
            label: t(`audience.${audience}`),
          }))}
        />
        <fieldset className={styles.channels}>
          <legend>{t('channels')}</legend>
          <p>{t('channelsHelp')}</p>
          <div>
            {ChannelKind.options.map((channel) => (
              <CheckField
                key={channel}
                label={t(`ui:channel.${channel}`)}
                checked={rule.channels.includes(channel)}
                onChange={(event) =>
                  change({
                    channels: event.currentTarget.checked
                      ? [...rule.channels, channel]
                      : rule.channels.filter((one) => one !== channel),
                  })
                }
              />
            ))}
          </div>
        </fieldset>
      </form>
    </Dialog>
  )
}
