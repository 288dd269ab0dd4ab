import { CaseKind, ChannelKind, type Goal, Priority, type TargetRule } from '@resonanz/contracts'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { SwitchField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { minutesFrom, minutesShown } from './durations.ts'
import { sameConditions } from './rules-draft.ts'
import { type GoalField, goalFields, type Places } from './sentence.ts'
import styles from './targets.module.css'

type Typed = { average: string; atMost: string }
type Props = {
  rule: TargetRule
  others: readonly TargetRule[]
  places: Places
  isNew: boolean
  onDone: (rule: TargetRule) => void
  onRemove: () => void
  onClose: () => void
}

/** When a rule holds and what it asks; an empty line leaves that to the next rule. */
export function RuleDialog({ rule, others, places, isNew, onDone, onRemove, onClose }: Props) {
  const { t } = useTranslation(['targets', 'ui'])
  const language = useLanguage()
  const form = useId()
  const isDefault = rule.id === 'default'
  const [when, setWhen] = useState(rule.when)
  const [inServiceHours, setInServiceHours] = useState(rule.inServiceHours)
  const [typed, setTyped] = useState(
    () =>
      Object.fromEntries(
        goalFields.map((field) => [
          field,
          typedOf(rule[field], language, rule.inServiceHours && field !== 'nextUpdate'),
        ]),
      ) as Record<GoalField, Typed>,
  )
  const [tried, setTried] = useState(false)
  const goals = Object.fromEntries(goalFields.map((field) => [field, goalFrom(typed[field])])) as Record<
    GoalField,
    Goal | null | 'wrong'
  >
  const conditionsMissing = !isDefault && Object.values(when).every((value) => value === null)
  const problem = conditionsMissing
    ? 'noCondition'
    : others.some((other) => sameConditions({ ...rule, when }, other))
      ? 'same'
      : goalFields.every((field) => goals[field] === null)
        ? 'noGoal'
        : isDefault && (goals.firstAnswer === null || goals.nextUpdate === null)
          ? 'defaultNeeds'
          : null
  const isWrong = goalFields.some((field) => goals[field] === 'wrong')
  function submit(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (problem || isWrong) return
    onDone({ ...rule, when, inServiceHours, ...(goals as Record<GoalField, Goal | null>) })
  }
  const set = (part: Partial<TargetRule['when']>) => setWhen((now) => ({ ...now, ...part }))
  const choice = (
    field: keyof TargetRule['when'],
    label: string,
    data: { value: string; label: string }[],
    first?: boolean,
  ) => (
    <SelectField
      key={field}
      optional
      clearable
      searchable={data.length > 8}
      data-autofocus={first}
      label={label}
      placeholder={t('any')}
      data={data}
      value={when[field]}
      onChange={(value) => set({ [field]: value === null ? null : String(value) })}
    />
  )
  const named = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Dialog
      open
      title={isDefault ? t('default') : t(isNew ? 'rule.new' : 'rule.edit')}
      onClose={onClose}
      footer={
        <>
          {!isNew && !isDefault && (
            <Button look="quiet" onClick={onRemove}>
              {t('rule.remove')}
            </Button>
          )}
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" type="submit" form={form}>
            {t('rule.done')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} noValidate onSubmit={submit}>
        {!isDefault && (
          <div className={styles.conditions} role="group" aria-label={t('rule.when')}>
            {choice(
              'priority',
              t('rule.priority'),
              Priority.options.map((value) => ({ value, label: t(`priority.${value}`) })),
              true,
            )}
            {choice(
              'kind',
              t('rule.kind'),
              CaseKind.options.map((value) => ({ value, label: t(`ui:understood.kind.${value}`) })),
            )}
            {choice('teamId', t('rule.team'), named(places.teams))}
            {choice('presenceId', t('rule.presence'), named(places.presences))}
            {places.units.length > 0 && choice('unitId', t('rule.unit'), named(places.units))}
            {choice(
              'channel',
              t('rule.channel'),
              ChannelKind.options.map((value) => ({ value, label: t(`ui:channel.${value}`) })),
            )}
          </div>
        )}
        <p className={styles.quiet}>{t('rule.timesHelp')}</p>
        <div className={styles.goals}>
          {goalFields.map((field) => (
            <div key={field} className={styles.goal} role="group" aria-label={t(`goal.${field}`)}>
              <b>{t(`goal.${field}`)}</b>
              <TextField
                label={t('rule.atMost')}
                value={typed[field].atMost}
                maxLength={20}
                error={goals[field] === 'wrong' && t('rule.wrong')}
                onChange={(event) =>
                  setTyped({ ...typed, [field]: { ...typed[field], atMost: event.currentTarget.value } })
                }
              />
              <TextField
                label={t('rule.average')}
                value={typed[field].average}
                maxLength={20}
                onChange={(event) =>
                  setTyped({ ...typed, [field]: { ...typed[field], average: event.currentTarget.value } })
                }
              />
            </div>
          ))}
        </div>
        <SwitchField
          label={t('inServiceHours')}
          description={t('rule.hoursHelp')}
          checked={inServiceHours}
          onChange={(event) => setInServiceHours(event.currentTarget.checked)}
        />
        {tried && problem && (
          <p role="alert" className={styles.problem}>
            {t(`rule.problem.${problem}`)}
          </p>
        )}
      </form>
    </Dialog>
  )
}

function typedOf(goal: Goal | null, language: 'de' | 'en', inServiceHours: boolean): Typed {
  const shown = (minutes: number | null | undefined) => (minutes ? minutesShown(minutes, language, inServiceHours) : '')
  return { average: shown(goal?.averageMinutes), atMost: shown(goal?.atMostMinutes) }
}

const shortestMinutes = 5

function goalFrom({ average, atMost }: Typed): Goal | null | 'wrong' {
  if (atMost.trim() === '' && average.trim() === '') return null
  const atMostMinutes = minutesFrom(atMost)
  const averageMinutes = average.trim() === '' ? null : minutesFrom(average)
  if (atMostMinutes === null || atMostMinutes < shortestMinutes) return 'wrong'
  if (average.trim() !== '' && (averageMinutes === null || averageMinutes > atMostMinutes)) return 'wrong'
  return { averageMinutes, atMostMinutes }
}
