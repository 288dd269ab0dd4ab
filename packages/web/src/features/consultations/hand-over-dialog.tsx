import { type CaseDetail, HandoverReason, handoverRoutes } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { useNow } from '#lib/clock.ts'
import { useMembers, useTeams } from '#lib/people.ts'
import { isProblem } from '#lib/problem.ts'
import { formatDay } from '#lib/time.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextAreaField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { Banner } from '#ui/states.tsx'
import { freshen, useCourse } from './consultation-data.ts'
import styles from './consultations.module.css'

type Away = { until: string; deputy: { id: string; name: string } | null }
const dueChoices = ['240', '480', '1440', '2400'] as const

/** To the second level and back by itself: to whom, what is to be done, why, until when. */
export function HandOverDialog({ detail, onClose }: { detail: CaseDetail; onClose: () => void }) {
  const { t } = useTranslation(['consultations', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const teams = useTeams().filter(({ id }) => id !== detail.team?.id)
  const members = useMembers().filter(({ active, role }) => active && role !== 'reader')
  const course = useCourse(detail.id).data
  const [to, setTo] = useState<string | null>(null)
  const [what, setWhat] = useState('')
  const [reason, setReason] = useState<string>('technical')
  const [minutes, setMinutes] = useState<string>('1440')
  const [away, setAway] = useState<Away | null>(null)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const nameOf = (id: string) => [...teams, ...members].find((one) => one.id === id)?.name ?? ''
  const accompanying = (course?.responsibleTeam ?? detail.team)?.name

  async function send(given = to): Promise<void> {
    setTried(true)
    if (!given || what.trim().length < 3) return
    setBusy(true)
    const [kind, id = ''] = given.split(' ')
    try {
      await call(handoverRoutes.handOver, {
        params: { id: detail.id },
        body: {
          toTeamId: kind === 'team' ? id : null,
          toMemberId: kind === 'member' ? id : null,
          what: what.trim(),
          reason: HandoverReason.options.find((one) => one === reason) ?? 'other',
          dueInMinutes: Number(minutes),
        },
      })
      freshen(detail.id)
      showNotice({ text: t('handover.sent', { name: nameOf(id) }), tone: 'ok' })
      onClose()
    } catch (error) {
      if (isProblem(error, 'person-away')) setAway(error.extra as Away)
      else tellProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      title={t('handover.title')}
      onClose={onClose}
      size={560}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void send()}>
            {t('handover.send')}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <p className={styles.intro}>
          {accompanying ? t('handover.intro', { team: accompanying }) : t('handover.introNoTeam')}
        </p>
        <SelectField
          searchable
          data-autofocus
          label={t('handover.who')}
          data={[
            { group: t('handover.team'), items: teams.map(({ id, name }) => ({ value: `team ${id}`, label: name })) },
            {
              group: t('ask.colleagues'),
              items: members.map(({ id, name }) => ({ value: `member ${id}`, label: name })),
            },
          ]}
          value={to}
          error={tried && !to && t('handover.missingWho')}
          onChange={(value) => {
            setTo(value === null ? null : String(value))
            setAway(null)
          }}
        />
        {away && to && (
          <Banner
            tone="soon"
            actions={
              away.deputy && (
                <Button
                  small
                  onClick={() => {
                    const deputy = `member ${away.deputy?.id ?? ''}`
                    setTo(deputy)
                    setAway(null)
                    void send(deputy)
                  }}
                >
                  {t('handover.offer', { name: away.deputy.name })}
                </Button>
              )
            }
          >
            {t('handover.away', {
              name: nameOf(to.split(' ')[1] ?? ''),
              at: formatDay(new Date(away.until), now, { language }),
            })}{' '}
            {!away.deputy && t('handover.nobody')}
          </Banner>
        )}
        <TextAreaField
          label={t('handover.what')}
          value={what}
          maxLength={5000}
          error={tried && what.trim().length < 3 && t('handover.missing')}
          onChange={(event) => setWhat(event.currentTarget.value)}
        />
        <div className={styles.two}>
          <SelectField
            label={t('handover.reason')}
            data={HandoverReason.options.map((value) => ({ value, label: t(`handover.reasons.${value}`) }))}
            value={reason}
            onChange={(value) => setReason(String(value ?? 'technical'))}
          />
          <SelectField
            label={t('handover.due')}
            data={dueChoices.map((value) => ({ value, label: t(`ask.dueIn.${value}`) }))}
            value={minutes}
            onChange={(value) => setMinutes(String(value ?? '1440'))}
          />
        </div>
      </form>
    </Dialog>
  )
}
