import type { Question, QuestionKind } from '@resonanz/contracts'
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'
import { CheckField, TextAreaField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import styles from './private-pages.module.css'
import { choicesFrom, choicesText, questionKinds, withKind } from './set-draft.ts'

type Props = {
  question: Question
  place: { at: number; of: number }
  tried: boolean
  onChange: (question: Question) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** One prepared question: what, why, and what becomes of the answer. */
export function QuestionFields({ question, place: { at, of }, tried, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation('private-pages')
  const [choices, setChoices] = useState(() => choicesText(question))
  const { kind, isMasked } = question
  const put = (patch: Partial<Question>) => onChange({ ...question, ...patch })
  const title = t('edit.question', { number: at + 1 })
  return (
    <fieldset className={styles.edited} aria-label={title}>
      <div className={styles.head}>
        <b>{title}</b>
        <IconButton small icon={ArrowUp} label={t('edit.up')} disabled={at === 0} onClick={() => onMove(-1)} />
        <IconButton small icon={ArrowDown} label={t('edit.down')} disabled={at === of - 1} onClick={() => onMove(1)} />
        <IconButton small icon={Trash2} label={t('edit.removeQuestion')} disabled={of === 1} onClick={onRemove} />
      </div>
      <SelectField
        label={t('edit.kind')}
        data={questionKinds.map((value) => ({ value, label: t(`edit.kinds.${value}`) }))}
        value={kind}
        onChange={(value) => onChange(withKind(question, (value ?? 'text') as QuestionKind))}
      />
      <div className={styles.pair}>
        {(['de', 'en'] as const).map((language) => (
          <TextField
            key={language}
            label={t(`edit.label.${language}`)}
            maxLength={120}
            value={question.label[language]}
            error={tried && question.label[language].trim() === '' && t('edit.missing')}
            onChange={(event) => put({ label: { ...question.label, [language]: event.currentTarget.value } })}
          />
        ))}
        {(['de', 'en'] as const).map((language) => (
          <TextField
            key={language}
            optional
            label={t(`edit.reason.${language}`)}
            maxLength={300}
            value={question.reason[language]}
            onChange={(event) => put({ reason: { ...question.reason, [language]: event.currentTarget.value } })}
          />
        ))}
      </div>
      {kind === 'choice' && (
        <TextAreaField
          label={t('edit.choices')}
          maxLength={5_000}
          value={choices}
          error={tried && question.choices.length === 0 && t('edit.missing')}
          onChange={(event) => {
            setChoices(event.currentTarget.value)
            put({ choices: choicesFrom(event.currentTarget.value).slice(0, 30) })
          }}
        />
      )}
      <CheckField
        label={t('edit.required')}
        checked={question.isRequired}
        onChange={(event) => put({ isRequired: event.currentTarget.checked })}
      />
      <CheckField
        label={t('edit.masked')}
        checked={isMasked}
        disabled={kind === 'file'}
        onChange={(event) => put({ isMasked: event.currentTarget.checked })}
      />
      {isMasked && (
        <TextField
          type="number"
          min={1}
          max={3650}
          label={t('edit.keepDays')}
          value={question.keepDays}
          onChange={(event) => put({ keepDays: Math.trunc(Number(event.currentTarget.value)) })}
        />
      )}
    </fieldset>
  )
}
