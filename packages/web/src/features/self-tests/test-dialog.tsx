import { type ResponseOf, type SelfTest, selfTestRoutes } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ChoiceField, SwitchField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { Banner } from '#ui/states.tsx'
import styles from './self-tests.module.css'
import { everyChoices, useOften } from './often.ts'

type Possible = ResponseOf<typeof selfTestRoutes.list>['possible']
type Props = {
  test: SelfTest | null
  possible: Possible
  testers: { id: string; name: string }[]
  onClose: () => void
}

/** Where nobody chooses: a visitor in the chat is never a case, a call that was written down always is one. */
const fixedCase: ReadonlySet<string> = new Set(['chat', 'private-page', 'phone', 'letter', 'visit'])

/** Which channel, from which account of ours, how often, and after how long somebody is told. */
export function TestDialog({ test, possible, testers, onClose }: Props) {
  const often = useOften()
  const { t } = useTranslation(['self-tests', 'ui'])
  const [presenceId, setPresenceId] = useState(possible[0]?.presence.id ?? '')
  const chosen = possible.find(({ presence }) => presence.id === presenceId)
  const [fromId, setFromId] = useState<string | null>(null)
  const canAlone = chosen?.alone && (!chosen.alone.needsSender || chosen.alone.from.length > 0) ? chosen.alone : null
  const [wantsHand, setWantsHand] = useState(false)
  const isByHand = test ? test.byHand : (wantsHand && chosen?.byHand) || !canAlone
  const from = canAlone?.from.find(({ id }) => id === fromId) ?? canAlone?.from[0] ?? null
  const [testerId, setTesterId] = useState(test?.tester?.id ?? null)
  const tester = testers.find(({ id }) => id === testerId) ?? testers[0] ?? null
  const [asCase, setAsCase] = useState(test?.asCase ?? false)
  const isChoice = test ? !fixedCase.has(test.presence.kind) : chosen?.asCase === 'choice'
  const [every, setEvery] = useState(String(test?.everyMinutes ?? 1440))
  const [alarm, setAlarm] = useState(String(test?.alarmMinutes ?? 30))
  const [enabled, setEnabled] = useState(test?.enabled ?? true)
  const [busy, setBusy] = useState(false)
  async function save(): Promise<void> {
    setBusy(true)
    const times = { everyMinutes: Number(every), alarmMinutes: Number(alarm) }
    try {
      if (test)
        await call(selfTestRoutes.change, {
          params: { id: test.id },
          body: {
            ...times,
            enabled,
            version: test.version,
            ...(isChoice ? { asCase } : {}),
            ...(test.byHand ? { testerId: tester?.id ?? null } : {}),
          },
        })
      else
        await call(selfTestRoutes.create, {
          body: {
            ...times,
            presenceId,
            asCase,
            byHand: isByHand,
            testerId: isByHand ? (tester?.id ?? null) : null,
            fromPresenceId: !isByHand && canAlone?.needsSender ? (from?.id ?? null) : null,
          },
        })
      showNotice({ text: t('saved'), tone: 'ok' })
      onClose()
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy(false)
      invalidateRoute(queryClient, selfTestRoutes.list)
    }
  }
  return (
    <Dialog
      open
      size={480}
      title={test ? t('changeOf', { name: test.presence.name }) : t('new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void save()}>
            {t('ui:save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {!test && (
          <SelectField
            data-autofocus
            label={t('channel')}
            data={possible.map(({ presence }) => ({ value: presence.id, label: presence.name }))}
            value={presenceId}
            onChange={(value) => setPresenceId(String(value ?? ''))}
          />
        )}
        {!test && chosen?.byHand && canAlone && (
          <ChoiceField
            label={t('how')}
            choices={[
              { value: 'alone', label: t('how_alone') },
              { value: 'hand', label: t('how_hand') },
            ]}
            value={isByHand ? 'hand' : 'alone'}
            onChange={(value) => setWantsHand(value === 'hand')}
          />
        )}
        {isByHand && (
          <SelectField
            label={t('tester')}
            description={t('testerHelp')}
            data={testers.map(({ id, name }) => ({ value: id, label: name }))}
            value={tester?.id ?? null}
            onChange={(value) => setTesterId(value === null ? null : String(value))}
          />
        )}
        {!isByHand && canAlone?.needsSender && !test && (
          <SelectField
            label={t('sender')}
            description={t('senderHelp')}
            data={canAlone.from.map(({ id, name }) => ({ value: id, label: name }))}
            value={from?.id ?? null}
            onChange={(value) => setFromId(value === null ? null : String(value))}
          />
        )}
        {!isByHand && canAlone?.isPublic && !test && <Banner tone="soon">{t('public')}</Banner>}
        <SelectField
          label={t('often')}
          data={[...new Set([...everyChoices, every])].map((value) => ({
            value,
            label: often(value),
          }))}
          value={every}
          onChange={(value) => setEvery(String(value ?? '1440'))}
        />
        <TextField
          type="number"
          min={1}
          max={1440}
          label={t('alarm')}
          description={t('alarmHelp')}
          value={alarm}
          onChange={(event) => setAlarm(event.currentTarget.value)}
        />
        {isChoice && (
          <SwitchField
            label={t('makeCase')}
            description={t('makeCaseHelp')}
            checked={asCase}
            onChange={(event) => setAsCase(event.currentTarget.checked)}
          />
        )}
        {test && (
          <SwitchField
            label={t('enabled')}
            checked={enabled}
            onChange={(event) => setEnabled(event.currentTarget.checked)}
          />
        )}
      </div>
    </Dialog>
  )
}
