import { GoodwillKind, type WorkflowAction, workflowVariables } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { SwitchField, TextAreaField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { DurationFields } from './trigger-editor.tsx'
import { useNamed } from './use-sentences.ts'
import styles from './workflows.module.css'

type Served = Extract<WorkflowAction, { do: 'ask' | 'task' | 'checklist' | 'goodwill' }>
type Props = { action: Served; onChange: (action: WorkflowAction) => void }

/** What a rule asks of experts, colleagues and those who decide. */
export function ServiceFields({ action, onChange }: Props) {
  if (action.do === 'ask') return <AskFields action={action} onChange={onChange} />
  if (action.do === 'task') return <TaskFields action={action} onChange={onChange} />
  if (action.do === 'goodwill') return <GoodwillFields action={action} onChange={onChange} />
  return <ChecklistField action={action} onChange={onChange} />
}

type Of<K extends Served['do']> = { action: Extract<Served, { do: K }>; onChange: Props['onChange'] }

function AskFields({ action, onChange }: Of<'ask'>) {
  const { t } = useTranslation('workflows')
  const named = useNamed()
  const who = action.expertId ? `e:${action.expertId}` : action.memberId ? `m:${action.memberId}` : 'topic'
  return (
    <>
      <SelectField
        searchable
        label={t('action.whoAsked')}
        data={[
          { value: 'topic', label: t('action.bestExpert') },
          ...named.expert.map(({ value, label }) => ({ value: `e:${value}`, label })),
          ...named.member.map(({ value, label }) => ({ value: `m:${value}`, label })),
        ]}
        value={who}
        onChange={(value) => {
          const [kind, id] = String(value ?? 'topic').split(':')
          onChange({ ...action, expertId: kind === 'e' ? id! : null, memberId: kind === 'm' ? id! : null })
        }}
      />
      <TextAreaField
        label={t('action.question')}
        description={t('action.variables', {
          list: workflowVariables.map((name) => `{{${name}}}`).join(' '),
          interpolation: { skipOnVariables: true },
        })}
        minRows={2}
        maxLength={2000}
        value={action.question}
        onChange={(event) => onChange({ ...action, question: event.currentTarget.value })}
      />
      <HoursField
        label={t('action.answerWithin')}
        minutes={action.minutes}
        onChange={(minutes) => onChange({ ...action, minutes: Math.min(14_400, Math.max(15, minutes)) })}
      />
      <SwitchField
        label={t('action.waits')}
        checked={action.waits}
        onChange={(event) => onChange({ ...action, waits: event.currentTarget.checked })}
      />
    </>
  )
}

function TaskFields({ action, onChange }: Of<'task'>) {
  const { t } = useTranslation('workflows')
  const named = useNamed()
  const who = action.assigneeId ? `m:${action.assigneeId}` : action.teamId ? `t:${action.teamId}` : 'case'
  return (
    <>
      <TextField
        label={t('action.taskText')}
        maxLength={300}
        value={action.text}
        onChange={(event) => onChange({ ...action, text: event.currentTarget.value })}
      />
      <SelectField
        searchable
        label={t('action.taskFor')}
        data={[
          { value: 'case', label: t('action.whoever') },
          ...named.team.map(({ value, label }) => ({ value: `t:${value}`, label })),
          ...named.member.map(({ value, label }) => ({ value: `m:${value}`, label })),
        ]}
        value={who}
        onChange={(value) => {
          const [kind, id] = String(value ?? 'case').split(':')
          onChange({ ...action, assigneeId: kind === 'm' ? id! : null, teamId: kind === 't' ? id! : null })
        }}
      />
      <SwitchField
        label={t('action.hasDue')}
        checked={action.minutes !== null}
        onChange={(event) => onChange({ ...action, minutes: event.currentTarget.checked ? 480 : null })}
      />
      {action.minutes !== null && (
        <HoursField
          label={t('action.doneWithin')}
          minutes={action.minutes}
          onChange={(minutes) => onChange({ ...action, minutes })}
        />
      )}
    </>
  )
}

function ChecklistField({ action, onChange }: Of<'checklist'>) {
  const { t } = useTranslation('workflows')
  const { checklist } = useNamed()
  return (
    <SelectField
      searchable
      label={t('action.checklist')}
      data={checklist}
      value={checklist.some(({ value }) => value === action.checklistId) ? action.checklistId : null}
      placeholder={checklist.length === 0 ? t('action.noChecklist') : undefined}
      onChange={(id) => id && onChange({ ...action, checklistId: String(id) })}
    />
  )
}

function GoodwillFields({ action, onChange }: Of<'goodwill'>) {
  const { t } = useTranslation('workflows')
  return (
    <>
      <div className={styles.line}>
        <SelectField
          label={t('action.goodwillKind')}
          data={GoodwillKind.options.map((kind) => ({ value: kind, label: t(`goodwill.${kind}`) }))}
          value={action.kind}
          onChange={(kind) => kind && onChange({ ...action, kind: kind as GoodwillKind })}
        />
        <TextField
          type="number"
          min={0.01}
          step="any"
          label={t('action.amount')}
          description={action.currency}
          value={action.amountMinor / 100}
          onChange={(event) => {
            const amount = Math.round(Number(event.currentTarget.value) * 100)
            if (amount > 0) onChange({ ...action, amountMinor: Math.min(amount, 1_000_000_000_000) })
          }}
        />
      </div>
      <TextField
        label={t('action.goodwillReason')}
        maxLength={300}
        value={action.reason}
        onChange={(event) => onChange({ ...action, reason: event.currentTarget.value })}
      />
    </>
  )
}

/** Working time, in the unit that fits. */
function HoursField({
  label,
  minutes,
  onChange,
}: {
  label: string
  minutes: number
  onChange: (minutes: number) => void
}) {
  return (
    <fieldset className={styles.part}>
      <legend>{label}</legend>
      <div className={styles.line}>
        <DurationFields
          fixedHours
          minutes={minutes}
          hours="working"
          onChange={(part) => part.minutes !== undefined && onChange(part.minutes)}
        />
      </div>
    </fieldset>
  )
}
