import { type MorningMail as Mail, morningRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { CheckField, SwitchField, TextField } from '#ui/field.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './morning.module.css'

const query = read(morningRoutes.mail)

/** The list by mail: whether I get it; for administrators when it comes, and whether leads get it without asking. */
export function MorningMail({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['morning', 'ui'])
  const { data, error, refetch } = useQuery(query)
  return (
    <Dialog
      open
      title={t('mail.title')}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          {t('ui:close')}
        </Button>
      }
    >
      {error && !data && <ErrorState compact error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={3} />}
      {data && <Fields mail={data} />}
    </Dialog>
  )
}

function Fields({ mail }: { mail: Mail }) {
  const { t } = useTranslation('morning')
  const [typed, setTyped] = useState<string | null>(null)
  const { mine } = mail
  const ofHouse = (change: Partial<Pick<Mail, 'minuteOfDay' | 'toLeads'>>) =>
    keep(t('mail.saved'), ({ minuteOfDay, toLeads }) =>
      call(morningRoutes.saveMail, { body: { minuteOfDay, toLeads, ...change } }),
    )
  const ofMine = (wanted: boolean, evenEmpty: boolean) =>
    keep(t('mail.saved'), () => call(morningRoutes.saveMine, { body: { wanted, evenEmpty } }))
  return (
    <div className={styles.form}>
      {mail.missing.map((code) => (
        <p key={code} role="status" className={styles.quiet}>
          {t(`mail.missing.${code}`)}
        </p>
      ))}
      <SwitchField
        data-autofocus
        label={t('mail.mine')}
        description={t('mail.when', { time: timeOf(mail.minuteOfDay), zone: mail.timeZone })}
        checked={mine.wanted}
        onChange={(event) => void ofMine(event.currentTarget.checked, mine.evenEmpty)}
      />
      {mine.wanted && (
        <CheckField
          label={t('mail.evenEmpty')}
          checked={mine.evenEmpty}
          onChange={(event) => void ofMine(true, event.currentTarget.checked)}
        />
      )}
      {mail.allowed.includes('house') && (
        <>
          <SwitchField
            label={t('mail.toLeads')}
            checked={mail.toLeads}
            onChange={(event) => void ofHouse({ toLeads: event.currentTarget.checked })}
          />
          <TextField
            type="time"
            label={t('mail.time')}
            value={typed ?? timeOf(mail.minuteOfDay)}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onBlur={() => {
              const minuteOfDay = typed === null ? null : minuteOf(typed)
              if (minuteOfDay === null || minuteOfDay === mail.minuteOfDay) setTyped(null)
              else void ofHouse({ minuteOfDay }).then(() => setTyped((held) => (held === typed ? null : held)))
            }}
          />
        </>
      )}
    </div>
  )
}

/** One after the other, each upon what the one before it left: the time and the switch beside it travel together. */
let before: Promise<unknown> = Promise.resolve()
function keep(words: string, work: (now: Mail) => Promise<Mail>): Promise<void> {
  const mine = before.then(() => keepNow(words, work))
  before = mine
  return mine
}
async function keepNow(words: string, work: (now: Mail) => Promise<Mail>): Promise<void> {
  const now = queryClient.getQueryData(query.queryKey)
  if (!now) return
  try {
    queryClient.setQueryData(query.queryKey, await work(now))
    showNotice({ text: words, tone: 'ok' })
  } catch (error) {
    tellProblem(error)
  }
}

function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
function minuteOf(time: string): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time) ?? []
  return hours && minutes ? Number(hours) * 60 + Number(minutes) : null
}
