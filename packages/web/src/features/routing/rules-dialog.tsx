import { type RoutingPolicy, SkillKind } from '@resonanz/contracts'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { CheckField, SwitchField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { wholeFrom } from './numbers.ts'
import styles from './routing.module.css'

const limits = {
  due: [0, 10],
  seriousness: [0, 10],
  promise: [0, 10],
  repeated: [0, 10],
  maxPositions: [0, 50],
  places: [1, 500],
  phone: [1, 20],
  urgentExtra: [0, 20],
  stickyDays: [0, 365],
  maxPushes: [1, 500],
  idle: [5, 480],
} as const
type Field = keyof typeof limits
const weightFields = ['due', 'seriousness', 'promise', 'repeated'] as const
const placeFields = ['places', 'phone', 'urgentExtra', 'stickyDays', 'maxPushes', 'idle'] as const
const absences = ['stay', 'deputy', 'queue'] as const

type Props = { policy: RoutingPolicy; onDone: (policy: RoutingPolicy) => void; onClose: () => void }

/** What counts first, how many cases a person has at once, and what becomes of cases of those who are away. */
export function RulesDialog({ policy, onDone, onClose }: Props) {
  const { t } = useTranslation(['routing', 'ui'])
  const form = useId()
  const [typed, setTyped] = useState(() => typedOf(policy))
  const [required, setRequired] = useState(policy.required)
  const [reachOn, setReachOn] = useState(policy.reach.on)
  const [onAbsence, setOnAbsence] = useState(policy.onAbsence)
  const [tried, setTried] = useState(false)
  const numbers = Object.fromEntries(
    Object.entries(limits).map(([field, [least, most]]) => [field, wholeFrom(typed[field as Field], least, most)]),
  ) as Record<Field, number | null | 'wrong'>
  const isWrong = (field: Field) => numbers[field] === 'wrong' || (numbers[field] === null && field !== 'places')
  const number = (field: Field) => (typeof numbers[field] === 'number' ? numbers[field] : 0)
  function submit(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if ((Object.keys(limits) as Field[]).some(isWrong)) return
    onDone({
      ...policy,
      required,
      weights: {
        due: number('due'),
        seriousness: number('seriousness'),
        promise: number('promise'),
        repeated: number('repeated'),
      },
      reach: { on: reachOn, maxPositions: number('maxPositions') },
      capacity: {
        places: numbers.places === null ? null : number('places'),
        byChannel: { ...policy.capacity.byChannel, phone: number('phone'), visit: number('phone') },
        urgentExtra: number('urgentExtra'),
      },
      stickyDays: number('stickyDays'),
      maxPushesPerHour: number('maxPushes'),
      idleMinutes: number('idle'),
      onAbsence,
    })
  }
  const field = (name: Field) => (
    <TextField
      key={name}
      label={t(`rules.form.${name}`)}
      {...(name === 'places' ? { description: t('rules.form.placesHelp') } : {})}
      inputMode="numeric"
      maxLength={3}
      value={typed[name]}
      error={tried && isWrong(name) && `${limits[name][0]} – ${limits[name][1]}`}
      onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
    />
  )
  return (
    <Dialog
      open
      title={t('rules.title')}
      size={600}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" type="submit" form={form}>
            {t('done')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} noValidate onSubmit={submit}>
        <fieldset className={styles.form}>
          <legend>{t('rules.form.required')}</legend>
          <p className={styles.quiet}>{t('rules.form.requiredHelp')}</p>
          <div className={styles.two}>
            {SkillKind.options
              .filter((kind) => kind !== 'product')
              .map((kind) => (
                <CheckField
                  key={kind}
                  label={t(`skill.${kind}`)}
                  checked={required.includes(kind)}
                  onChange={(event) =>
                    setRequired(
                      event.currentTarget.checked ? [...required, kind] : required.filter((one) => one !== kind),
                    )
                  }
                />
              ))}
          </div>
        </fieldset>
        <fieldset className={styles.form}>
          <legend>{t('rules.form.weights')}</legend>
          <div className={styles.two}>{weightFields.map(field)}</div>
        </fieldset>
        <SwitchField
          label={t('rules.form.reach')}
          description={t('rules.form.reachHelp')}
          checked={reachOn}
          onChange={(event) => setReachOn(event.currentTarget.checked)}
        />
        {reachOn && field('maxPositions')}
        <div className={styles.two}>
          {placeFields.map(field)}
          <SelectField
            label={t('rules.form.onAbsence')}
            data={absences.map((value) => ({ value, label: t(`rules.form.${value}`) }))}
            value={onAbsence}
            onChange={(value) => setOnAbsence(absences.find((one) => one === value) ?? 'stay')}
          />
        </div>
      </form>
    </Dialog>
  )
}

function typedOf({ weights, reach, capacity, stickyDays, maxPushesPerHour, idleMinutes }: RoutingPolicy) {
  const numbers: Record<Field, number | null> = {
    ...weights,
    maxPositions: reach.maxPositions,
    places: capacity.places,
    phone: capacity.byChannel.phone ?? 1,
    urgentExtra: capacity.urgentExtra,
    stickyDays,
    maxPushes: maxPushesPerHour,
    idle: idleMinutes,
  }
  return Object.fromEntries(
    Object.entries(numbers).map(([field, number]) => [field, number === null ? '' : String(number)]),
  ) as Record<Field, string>
}
