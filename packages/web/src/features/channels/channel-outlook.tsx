import { type HealthIssue, type PresenceHealth, presenceHealthRoutes, presenceRoutes } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, GitCompareArrows, Play, RefreshCw } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { useMay } from '#lib/session.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { Chip } from '#ui/chip.tsx'
import { Row, Rows, Section } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import styles from './channels.module.css'
import { fixPartOf, knownFault } from './fault-codes.ts'
import { signsInByButton } from './sign-in/start-fields.ts'

const SignInFix = lazy(() => import('./sign-in/sign-in-fix.tsx').then((file) => ({ default: file.SignInFix })))

const useOutlook = () => useQuery({ ...read(presenceHealthRoutes.overview), refetchInterval: 30_000 })
const tones = { now: 'bad', soon: 'soon', note: 'neutral' } as const

/** Of all channels what needs hands first, each in a sentence with the one button that mends it. */
export function NeedsHands() {
  const { t } = useTranslation('channels')
  const { data } = useOutlook()
  const mayManage = useMay('presence.manage')
  if (!data) return null
  const troubled = data.items.filter(({ issues }) => issues.length > 0)
  if (troubled.length === 0)
    return (
      <p className={styles.guessLine}>
        <CircleCheck size={16} /> {t('outlook.allWell')}
      </p>
    )
  return (
    <Section title={t('outlook.title')} intro={t('outlook.intro')}>
      <Rows label={t('outlook.title')}>
        {troubled.map((one) => (
          <Row
            key={one.id}
            icon={<ChannelGlyph kind={one.kind} size={18} />}
            title={one.name}
            meta={one.issues.map((issue) => (
              <span key={issue.code} className={styles.guessLine}>
                <Chip tone={tones[issue.weight]}>{t(`outlook.weight.${issue.weight}`)}</Chip>
                <IssueWords issue={issue} />
              </span>
            ))}
            actions={helpingOf(one.issues, mayManage).map((issue) => (
              <Fix key={issue.code} health={one} issue={issue} />
            ))}
          />
        ))}
      </Rows>
    </Section>
  )
}

/** The issues that get a button: each by what mends it, once; one that nothing here mends only where no other has one. */
function helpingOf(issues: readonly HealthIssue[], mayManage: boolean): HealthIssue[] {
  const mended = issues.filter(
    ({ fix }, at) =>
      (fix === 'quarantine' || (mayManage && fix !== null)) && issues.findIndex((one) => one.fix === fix) === at,
  )
  return mended.length > 0 ? mended : issues.slice(0, 1)
}

/** Of one channel: when its sign-in ends, what is left of its day, what the last comparison found; and comparing now. */
export function ChannelOutlook({ presenceId }: { presenceId: string }) {
  const { t } = useTranslation('channels')
  const language = useLanguage()
  const number = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 2 })
  const one = useOutlook().data?.items.find(({ id }) => id === presenceId)
  const compare = useMutation({
    mutationFn: () => call(presenceHealthRoutes.reconcile, { params: { id: presenceId } }),
    onSuccess: () => {
      showNotice({ text: t('outlook.comparing'), tone: 'ok' })
      setTimeout(refresh, 3_000)
    },
    onError: tellProblem,
  })
  if (!one || one.isSample) return null
  const { expires, quota, reconciled, standing } = one
  if (!expires && !quota && !reconciled && !standing && !one.mayReconcile) return null
  return (
    <Section
      title={t('outlook.one')}
      actions={
        one.mayReconcile && (
          <Button icon={GitCompareArrows} busy={compare.isPending} onClick={() => compare.mutate()}>
            {t('outlook.compare')}
          </Button>
        )
      }
    >
      <dl className={styles.facts}>
        {expires && (
          <div>
            <dt>{t('outlook.signIn')}</dt>
            <dd>{expires.days < 0 ? t('outlook.ended') : t('outlook.ends', { count: expires.days })}</dd>
          </div>
        )}
        {quota && (
          <div>
            <dt>{t(quota.unit === 'calls' || quota.unit === 'percent' ? 'outlook.window' : 'outlook.quota')}</dt>
            <dd>{t(`outlook.quotaOf.${quota.unit}`, { used: number(quota.used), most: number(quota.most) })}</dd>
          </div>
        )}
        {standing && <StandingFacts standing={standing} />}
        {(reconciled || one.mayReconcile) && (
          <div>
            <dt>{t('outlook.reconciled')}</dt>
            <dd>
              {reconciled ? (
                <>
                  {reconciled.missing === 0
                    ? t('outlook.nothingMissed')
                    : t('outlook.missed', { count: reconciled.missing, taken: reconciled.taken })}
                  , <RelativeTime at={reconciled.at} days />
                </>
              ) : (
                t('outlook.notYet')
              )}
            </dd>
          </div>
        )}
      </dl>
    </Section>
  )
}

/** How the network sees the account: its quality rating and to how many it may turn first. */
function StandingFacts({ standing }: { standing: NonNullable<PresenceHealth['standing']> }) {
  const { t } = useTranslation('channels')
  const language = useLanguage()
  const { quality, peoplePerDay, isUnlimited, at } = standing
  return (
    <>
      <div>
        <dt>{t('outlook.quality')}</dt>
        <dd>
          {t(`outlook.qualityIs.${quality ?? 'unknown'}`)}, <RelativeTime at={at} days />
        </dd>
      </div>
      {(isUnlimited || peoplePerDay !== null) && (
        <div>
          <dt>{t('outlook.firstWords')}</dt>
          <dd>
            {isUnlimited
              ? t('outlook.unlimited')
              : t('outlook.peoplePerDay', {
                  count: peoplePerDay ?? 0,
                  n: (peoplePerDay ?? 0).toLocaleString(language),
                })}
          </dd>
        </div>
      )}
    </>
  )
}

function IssueWords({ issue }: { issue: HealthIssue }) {
  const { t } = useTranslation('channels')
  const { code, fault, since, until, count } = issue
  return (
    <span>
      {fault !== null && code !== 'paused'
        ? t(`fault.${knownFault(fault)}.what`)
        : t(`outlook.issue.${code as 'paused'}`, { count: count ?? 0 })}
      {since && (
        <>
          {' '}
          <RelativeTime at={since} days />
          {until && (
            <>
              {' – '}
              <RelativeTime at={until} days />
            </>
          )}
        </>
      )}
    </span>
  )
}

function Fix({ health, issue }: { health: PresenceHealth; issue: HealthIssue }) {
  const { t } = useTranslation('channels')
  const may = useMay('presence.manage')
  const act = useMutation({
    mutationFn: async (): Promise<void> => {
      if (issue.fix === 'resume')
        await call(presenceRoutes.change, { params: { id: health.id }, body: { paused: false } })
      else await call(presenceRoutes.sync, { params: { id: health.id } })
    },
    onSuccess: () => {
      showNotice({ text: t(issue.fix === 'resume' ? 'outlook.resumed' : 'action.syncing'), tone: 'ok' })
      setTimeout(refresh, 1_500)
    },
    onError: tellProblem,
  })
  // Sample data, what passes by itself, or somebody who may not mend it: the channel says what is the matter.
  if (issue.fix === null || (!may && issue.fix !== 'quarantine'))
    return (
      <Link
        to="/settings/channels/$channelId"
        params={{ channelId: health.id }}
        className={buttonClass('default', true)}
        aria-label={`${t('fix.look')}: ${health.name}`}
      >
        {t('fix.look')}
      </Link>
    )
  const look = buttonClass(issue.weight === 'now' ? 'primary' : 'default', true)
  if (issue.fix === 'quarantine')
    return (
      <Link to="/quarantine" className={look}>
        {t('outlook.fix.quarantine')}
      </Link>
    )
  if (issue.fix === 'resume' || issue.fix === 'read-now')
    return (
      <Button small icon={issue.fix === 'resume' ? Play : RefreshCw} busy={act.isPending} onClick={() => act.mutate()}>
        {t(`outlook.fix.${issue.fix}`)}
      </Button>
    )
  if (issue.fix === 'sign-in' && signsInByButton(health.kind))
    return (
      <Suspense>
        <SignInFix id={health.id} kind={health.kind} urgent={issue.weight === 'now'} />
      </Suspense>
    )
  const part = issue.fix === 'sign-in' ? 'sign-in' : issue.fault ? fixPartOf(issue.fault, health.kind) : null
  return (
    <Link
      to="/settings/channels/$channelId"
      params={{ channelId: health.id }}
      search={part ? { fix: part } : {}}
      className={look}
    >
      {t(`outlook.fix.${issue.fix}`)}
    </Link>
  )
}

function refresh(): void {
  invalidateRoute(queryClient, presenceHealthRoutes.overview, presenceRoutes.list, presenceRoutes.read)
}
