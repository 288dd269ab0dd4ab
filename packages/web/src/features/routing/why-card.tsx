import { type CaseDetail, type CaseRouting, caseRoutes, routingRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { useNow } from '#lib/clock.ts'
import { queryClient, read } from '#lib/query.ts'
import { useMay, useMe } from '#lib/session.ts'
import { formatMoment } from '#lib/time.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { ErrorState } from '#ui/states.tsx'
import { reasonWords } from './reason-words.ts'
import styles from './routing.module.css'
import { useSay } from './use-say.ts'

/** Why somebody has this case, and which priority its facts speak for. Silent where nothing was given out. */
export function WhyCard({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['routing', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const mayWrite = useMay('case.write')
  const { data, error, refetch } = useQuery(read(routingRoutes.ofCase, { params: { id: detail.id } }))
  if (error && !data) return <ErrorState compact error={error} onRetry={() => void refetch()} />
  if (!data) return null
  const { decisions, waiting, priority } = data
  const proposes = mayWrite && priority.proposed !== priority.now && !detail.mergedInto && priority.reasons.length > 0
  if (decisions.length === 0 && !waiting && !proposes) return null
  const [newest, ...earlier] = decisions
  const at = (moment: string) => formatMoment(new Date(moment), now, { language })
  return (
    <section className={styles.why} aria-label={t('why.title')}>
      <h3>{t('why.title')}</h3>
      {waiting && (
        <p>
          {t('why.waiting', { team: waiting.team.name, since: at(waiting.since) })}{' '}
          {waiting.overflowAt && waiting.toTeam
            ? t('why.passesOn', { at: at(waiting.overflowAt), team: waiting.toTeam.name })
            : ''}
        </p>
      )}
      {newest && <Sentence decision={newest} />}
      {newest?.runnersUp && newest.runnersUp.length > 0 && <Others decision={newest} />}
      {earlier.length > 0 && (
        <details>
          <summary>{t('why.earlier')}</summary>
          {earlier.map((decision) => (
            <Sentence key={decision.id} decision={decision} />
          ))}
        </details>
      )}
      {proposes && (
        <p>
          {t('why.proposed', {
            priority: t(`why.priority.${priority.proposed}`),
            reasons: priority.reasons.map((reason) => t(`why.because.${reason}`)).join(', '),
          })}{' '}
          <Button small look="quiet" onClick={() => void adopt(detail.id, priority.proposed, t('why.taken'))}>
            {t('why.take')}
          </Button>
        </p>
      )}
    </section>
  )
}

type Decision = CaseRouting['decisions'][number]

function Sentence({ decision }: { decision: Decision }) {
  const say = useSay()
  const language = useLanguage()
  const me = useMe()
  const { way, member, team, from, reasons, names } = decision
  const isMine = (way === 'push' || way === 'pull') && member?.id === me?.member.id
  return (
    <p>
      {say(`why.${way}${isMine ? 'Mine' : ''}`, {
        name: member?.name ?? say('gone'),
        team: team?.name ?? say('gone'),
        from: from?.name ?? say('gone'),
        reasons: reasonWords(reasons, names, language, say),
      })}
    </p>
  )
}

/** For those who lead only: the server says nothing of it to others. */
function Others({ decision: { runnersUp, names } }: { decision: Decision }) {
  const say = useSay()
  const language = useLanguage()
  return (
    <details>
      <summary>{say('why.others')}</summary>
      <ul>
        {runnersUp?.map(({ member, reasons }) => (
          <li key={member.id}>
            {say('why.other', { name: member.name, reasons: reasonWords(reasons, names, language, say) })}
          </li>
        ))}
      </ul>
    </details>
  )
}

async function adopt(id: string, priority: CaseRouting['priority']['proposed'], words: string): Promise<void> {
  try {
    await call(caseRoutes.change, { params: { id }, body: { priority } })
    await queryClient.invalidateQueries({ queryKey: read(routingRoutes.ofCase, { params: { id } }).queryKey })
    await queryClient.invalidateQueries({ queryKey: read(caseRoutes.read, { params: { id } }).queryKey })
    refreshAround(id)
    showNotice({ text: words, tone: 'ok' })
  } catch (error) {
    tellProblem(error)
  }
}
