import type { RoutingQueue } from '@resonanz/contracts'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { CheckField, ChoiceField, SwitchField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { wholeFrom } from './numbers.ts'
import styles from './routing.module.css'

type Props = {
  team: { id: string; name: string }
  queue: RoutingQueue | undefined
  teams: readonly { id: string; name: string }[]
  onDone: (queue: RoutingQueue) => void
  onClose: () => void
}

/** How cases of a team come to people, and what becomes of those that nobody takes. */
export function QueueDialog({ team, queue, teams, onDone, onClose }: Props) {
  const { t } = useTranslation(['routing', 'ui'])
  const form = useId()
  const [mode, setMode] = useState(queue?.mode ?? 'pull')
  const [passesOn, setPassesOn] = useState(Boolean(queue?.overflow))
  const [minutes, setMinutes] = useState(String(queue?.overflow?.afterMinutes ?? 60))
  const [toTeamId, setToTeamId] = useState(queue?.overflow?.toTeamId ?? null)
  const [anySkill, setAnySkill] = useState(queue?.overflow?.anySkill ?? false)
  const [tried, setTried] = useState(false)
  const after = wholeFrom(minutes, 1, 10_000)
  const others = teams.filter(({ id }) => id !== team.id)
  const isMissing = passesOn && (after === null || after === 'wrong' || toTeamId === null)
  function submit(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (isMissing) return
    const overflow =
      passesOn && typeof after === 'number' && toTeamId ? { afterMinutes: after, toTeamId, anySkill } : null
    onDone({ teamId: team.id, mode, overflow })
  }
  return (
    <Dialog
      open
      title={team.name}
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
        <ChoiceField
          inline
          label={t('queues.mode')}
          value={mode}
          onChange={setMode}
          choices={[
            { value: 'pull', label: t('queues.pullLabel'), help: t('queues.pullHelp') },
            { value: 'push', label: t('queues.pushLabel'), help: t('queues.pushHelp') },
          ]}
        />
        {others.length > 0 && (
          <SwitchField
            label={t('queues.passOn')}
            checked={passesOn}
            onChange={(event) => setPassesOn(event.currentTarget.checked)}
          />
        )}
        {passesOn && (
          <>
            <div className={styles.two}>
              <TextField
                label={t('queues.after')}
                inputMode="numeric"
                maxLength={5}
                value={minutes}
                onChange={(event) => setMinutes(event.currentTarget.value)}
              />
              <SelectField
                label={t('queues.to')}
                data={others.map(({ id, name }) => ({ value: id, label: name }))}
                value={toTeamId}
                onChange={(id) => setToTeamId(id === null ? null : String(id))}
              />
            </div>
            <CheckField
              label={t('queues.anySkill')}
              checked={anySkill}
              onChange={(event) => setAnySkill(event.currentTarget.checked)}
            />
          </>
        )}
        {tried && isMissing && (
          <p className={styles.problem} role="alert">
            {t('queues.needed')}
          </p>
        )}
      </form>
    </Dialog>
  )
}
