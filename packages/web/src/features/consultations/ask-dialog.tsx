import { type Candidate, type CaseDetail, consultationRoutes } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useNow } from '#lib/clock.ts'
import { useMembers } from '#lib/people.ts'
import { useMe } from '#lib/session.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { CheckField, TextAreaField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, ErrorState } from '#ui/states.tsx'
import { doAround, usePrepared } from './consultation-data.ts'
import styles from './consultations.module.css'
import { fitting, reachWords } from './reach-words.ts'

type Props = { detail: CaseDetail; first?: Candidate; onClose: () => void }
const dueChoices = ['60', '240', '480', '1440', '2400'] as const

/** Ask an expert while the case stays here: whom, what, what they may see, until when. */
export function AskDialog(props: Props) {
  const { t } = useTranslation(['consultations', 'ui'])
  const prepared = usePrepared(props.detail.id)
  if (prepared.data) return <AskForm {...props} prepared={prepared.data} />
  return (
    <Dialog open title={t('ask.title')} onClose={props.onClose}>
      {prepared.error ? (
        <ErrorState compact error={prepared.error} onRetry={() => void prepared.refetch()} />
      ) : (
        <SkeletonText lines={6} />
      )}
    </Dialog>
  )
}

type Prepared = NonNullable<ReturnType<typeof usePrepared>['data']>

function AskForm({ detail, first, prepared, onClose }: Props & { prepared: Prepared }) {
  const { t } = useTranslation(['consultations', 'ui'])
  const me = useMe()
  const { candidates, canMail } = prepared
  const members = useMembers().filter(({ id, active }) => active && id !== me?.member.id)
  const [who, setWho] = useState<string | null>(() => firstChoice(first ?? fitting(candidates)[0]))
  const [question, setQuestion] = useState('')
  const [context, setContext] = useState(prepared.context)
  const [minutes, setMinutes] = useState<string>('480')
  const [waits, setWaits] = useState(false)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const expert = candidates.find((one) => `expert ${one.expert.id}` === who)
  const isOutside = expert !== undefined && expert.expert.memberId === null
  const name = expert?.expert.name ?? members.find(({ id }) => `member ${id}` === who)?.name ?? ''
  const canWait = detail.category === 'new' || detail.category === 'open'

  async function send(): Promise<void> {
    setTried(true)
    if (!who || question.trim().length < 3) return
    setBusy(true)
    const [kind, id = null] = who.split(' ')
    const done = await doAround(detail.id, t('ask.sent', { name }), () =>
      call(consultationRoutes.ask, {
        params: { id: detail.id },
        body: {
          expertId: kind === 'expert' ? id : null,
          memberId: kind === 'member' ? id : null,
          question: question.trim(),
          context: context.trim(),
          dueInMinutes: Number(minutes),
          waits: waits && canWait,
        },
      }),
    )
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog
      open
      title={t('ask.title')}
      onClose={onClose}
      size={560}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" busy={busy} keyHint="Mod+Enter" onClick={() => void send()}>
            {t('ask.send')}
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
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void send()
        }}
      >
        <p className={styles.intro}>{t('ask.intro')}</p>
        <SelectField
          searchable
          label={t('ask.who')}
          data={choicesOf(candidates, members, t)}
          value={who}
          error={tried && !who && t('ask.missingWho')}
          onChange={(value) => setWho(value === null ? null : String(value))}
        />
        {expert && <Whereabouts candidate={expert} onStandIn={setWho} />}
        {isOutside && !canMail && <Banner tone="bad">{t('ask.noMailbox')}</Banner>}
        <TextAreaField
          data-autofocus
          label={t('ask.question')}
          description={isOutside ? t('ask.maskedHelp') : undefined}
          value={question}
          maxLength={5000}
          error={tried && question.trim().length < 3 && t('ask.missing')}
          onChange={(event) => setQuestion(event.currentTarget.value)}
        />
        <TextAreaField
          optional
          label={t('ask.context')}
          description={t('ask.contextHelp')}
          value={context}
          maxLength={5000}
          onChange={(event) => setContext(event.currentTarget.value)}
        />
        <SelectField
          label={t('ask.due')}
          description={t('ask.dueHelp')}
          data={dueChoices.map((value) => ({ value, label: t(`ask.dueIn.${value}`) }))}
          value={minutes}
          onChange={(value) => setMinutes(String(value ?? '480'))}
        />
        {canWait && (
          <CheckField
            label={t('ask.waits')}
            checked={waits}
            onChange={(event) => setWaits(event.currentTarget.checked)}
          />
        )}
      </form>
    </Dialog>
  )
}

/** Who is away is said with who stands in, one click away. */
function Whereabouts({ candidate, onStandIn }: { candidate: Candidate; onStandIn: (who: string) => void }) {
  const { t } = useTranslation(['consultations', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const { expert, standIn, why } = candidate
  if (expert.state !== 'away')
    return (
      <p className={styles.hint}>
        {[reachWords(expert, t, now, language), expert.department, ...why.map((reason) => t(`ask.why.${reason}`))]
          .filter(Boolean)
          .join(' · ')}
      </p>
    )
  if (!standIn) return <Banner tone="soon">{t('ask.awayNobody', { name: expert.name })}</Banner>
  return (
    <Banner
      tone="soon"
      actions={
        <Button small onClick={() => onStandIn(standInChoice(standIn))}>
          {t('ask.askStandIn', { deputy: standIn.name })}
        </Button>
      }
    >
      {t('ask.standIn', { name: expert.name, deputy: standIn.name })}
    </Banner>
  )
}

function firstChoice(candidate: Candidate | undefined): string | null {
  if (!candidate) return null
  return candidate.expert.state === 'away' && candidate.standIn
    ? standInChoice(candidate.standIn)
    : `expert ${candidate.expert.id}`
}

function standInChoice({ expertId, memberId }: NonNullable<Candidate['standIn']>): string {
  return expertId ? `expert ${expertId}` : `member ${memberId}`
}

function choicesOf(
  candidates: readonly Candidate[],
  members: readonly { id: string; name: string }[],
  t: ReturnType<typeof useTranslation<['consultations', 'ui']>>['t'],
) {
  const proposed = new Set(fitting(candidates).map(({ expert }) => expert.id))
  const experts = candidates.map(({ expert: { id, name, department } }) => ({
    value: `expert ${id}`,
    label: [name, department, proposed.has(id) ? t('ask.proposed') : ''].filter(Boolean).join(' · '),
  }))
  const colleagues = members.map(({ id, name }) => ({ value: `member ${id}`, label: name }))
  return [
    ...(experts.length > 0 ? [{ group: t('ask.experts'), items: experts }] : []),
    { group: t('ask.colleagues'), items: colleagues },
  ]
}
