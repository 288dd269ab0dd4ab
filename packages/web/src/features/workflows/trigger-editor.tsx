import { Anchor, type Trigger, WorkflowEvent } from '@resonanz/contracts'
import { MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { amountOf, minutesOf, triggerOf, type Unit } from './draft.ts'
import { keyOf } from './use-sentences.ts'
import styles from './workflows.module.css'

type Props = { trigger: Trigger; onChange: (trigger: Trigger) => void }

/** What starts the rule. */
export function TriggerEditor({ trigger, onChange }: Props) {
  const { t } = useTranslation('workflows')
  return (
    <div className={styles.line}>
      <SelectField
        label={t('trigger.label')}
        data={(['event', 'time', 'daily', 'manual'] as const).map((on) => ({ value: on, label: t(`trigger.${on}`) }))}
        value={trigger.on}
        onChange={(on) => on && onChange(triggerOf(on as Trigger['on']))}
      />
      {trigger.on === 'event' && (
        <MultiSelect
          label={t('trigger.events')}
          data={WorkflowEvent.options.map((event) => ({
            value: event,
            label: t(`event.${keyOf(event)}` as 'event.case_created'),
          }))}
          value={trigger.events}
          maxValues={10}
          searchable
          onChange={(events) => onChange({ ...trigger, events: events as WorkflowEvent[] })}
        />
      )}
      {trigger.on === 'time' && <TimeFields trigger={trigger} onChange={onChange} />}
      {trigger.on === 'daily' && (
        <>
          <TextField
            type="time"
            label={t('trigger.at')}
            value={trigger.at}
            onChange={(event) => event.currentTarget.value && onChange({ ...trigger, at: event.currentTarget.value })}
          />
          <SelectField
            label={t('trigger.daysLabel')}
            data={[
              { value: 'all', label: t('trigger.everyDay') },
              { value: 'workdays', label: t('trigger.workdays') },
            ]}
            value={trigger.days}
            onChange={(days) => days && onChange({ ...trigger, days: days as 'all' })}
          />
        </>
      )}
      {trigger.on === 'manual' && (
        <SelectField
          label={t('trigger.key')}
          data={[
            { value: 'none', label: t('trigger.noKey') },
            ...'123456789'.split('').map((key) => ({ value: key, label: `q ${key}` })),
          ]}
          value={trigger.key ?? 'none'}
          onChange={(key) => onChange({ on: 'manual', key: key === 'none' || key === null ? null : String(key) })}
        />
      )}
    </div>
  )
}

type Time = Extract<Trigger, { on: 'time' }>

function TimeFields({ trigger, onChange }: { trigger: Time; onChange: (trigger: Trigger) => void }) {
  const { t } = useTranslation('workflows')
  const anchors = trigger.side === 'before' ? (['due'] as const) : Anchor.options
  return (
    <>
      <DurationFields
        minutes={trigger.minutes}
        hours={trigger.hours}
        onChange={(part) => onChange({ ...trigger, ...part })}
      />
      <SelectField
        label={t('trigger.side')}
        data={(['after', 'before'] as const).map((side) => ({ value: side, label: t(`trigger.${side}`) }))}
        value={trigger.side}
        onChange={(side) =>
          side && onChange({ ...trigger, side: side as 'after', anchor: side === 'before' ? 'due' : trigger.anchor })
        }
      />
      <SelectField
        label={t('trigger.anchor')}
        data={anchors.map((anchor) => ({ value: anchor, label: t(`anchor.${anchor}`) }))}
        value={trigger.anchor}
        onChange={(anchor) => anchor && onChange({ ...trigger, anchor: anchor as Anchor })}
      />
    </>
  )
}

type Duration = { minutes: number; hours: 'working' | 'all' }

/** How long, in what unit, and whether the clock of the service hours counts. */
export function DurationFields({
  minutes,
  hours,
  fixedHours,
  onChange,
}: Duration & { fixedHours?: true; onChange: (part: Partial<Duration>) => void }) {
  const { t } = useTranslation('workflows')
  const { count, unit } = amountOf(minutes, hours)
  const units: Unit[] = hours === 'working' ? ['minutes', 'hours'] : ['minutes', 'hours', 'days']
  return (
    <>
      <TextField
        type="number"
        min={1}
        max={9999}
        label={t('trigger.amount')}
        value={count}
        onChange={(event) => {
          const next = Number(event.currentTarget.value)
          if (next > 0) onChange({ minutes: minutesOf(next, unit) })
        }}
      />
      <SelectField
        label={t('trigger.unit')}
        data={units.map((one) => ({ value: one, label: t(`trigger.${one}`) }))}
        value={unit}
        onChange={(next) => next && onChange({ minutes: minutesOf(count, next as Unit) })}
      />
      {!fixedHours && (
        <SelectField
          label={t('trigger.hoursKind')}
          data={(['working', 'all'] as const).map((one) => ({ value: one, label: t(`trigger.${one}`) }))}
          value={hours}
          onChange={(next) => next && onChange({ hours: next as 'all' })}
        />
      )}
    </>
  )
}
