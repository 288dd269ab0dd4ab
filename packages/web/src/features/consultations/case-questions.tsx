import type { Candidate, CaseDetail, Consultation } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import { MessageCircleQuestion, Phone } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { useMay } from '#lib/session.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { usePrepared, useQuestions } from './consultation-data.ts'
import styles from './consultations.module.css'
import { QuestionCard } from './question-card.tsx'
import { fitting, reachTone, reachWords } from './reach-words.ts'

const AskDialog = lazy(() => import('./ask-dialog.tsx').then((file) => ({ default: file.AskDialog })))
const dialogs = () => import('./answer-dialogs.tsx')
const AnswerDialog = lazy(() => dialogs().then((file) => ({ default: file.AnswerDialog })))
const WithdrawDialog = lazy(() => dialogs().then((file) => ({ default: file.WithdrawDialog })))

/** What was asked about this case, and who can be asked now. */
export function CaseQuestions({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['consultations', 'ui'])
  const questions = useQuestions(detail.id)
  const [asking, setAsking] = useState<Candidate | true | null>(null)
  const [answering, setAnswering] = useState<Consultation | null>(null)
  const [withdrawing, setWithdrawing] = useState<Consultation | null>(null)
  const items = questions.data?.items
  const card = (question: Consultation) => (
    <QuestionCard key={question.id} question={question} onAnswer={setAnswering} onWithdraw={setWithdrawing} />
  )
  const isOpen = ({ state }: Consultation) => state !== 'answered' && state !== 'withdrawn'
  const past = items?.filter((question) => !isOpen(question)) ?? []
  return (
    <section className={styles.section} aria-label={t('card.label')}>
      <div className={styles.head}>
        <h3>{t('card.label')}</h3>
        {questions.data?.mayAsk && (
          <Button small icon={MessageCircleQuestion} keyHint="f" onClick={() => setAsking(true)}>
            {t('ask.act')}
          </Button>
        )}
      </div>
      {questions.error && !items && (
        <ErrorState compact error={questions.error} onRetry={() => void questions.refetch()} />
      )}
      {!questions.error && !items && <SkeletonText lines={2} />}
      {items?.length === 0 && <p className={styles.none}>{t('card.none')}</p>}
      {items?.filter(isOpen).map(card)}
      {past.length > 0 && (
        <details className={styles.past}>
          <summary>{t('card.past', { count: past.length })}</summary>
          <div>{past.map(card)}</div>
        </details>
      )}
      <WhoIsThere caseId={detail.id} mayAsk={questions.data?.mayAsk ?? false} onAsk={setAsking} />
      <Suspense>
        {asking && (
          <AskDialog detail={detail} onClose={() => setAsking(null)} {...(asking === true ? {} : { first: asking })} />
        )}
        {answering && <AnswerDialog question={answering} onClose={() => setAnswering(null)} />}
        {withdrawing && <WithdrawDialog question={withdrawing} onClose={() => setWithdrawing(null)} />}
      </Suspense>
    </section>
  )
}

const mostShown = 3

function WhoIsThere({
  caseId,
  mayAsk,
  onAsk,
}: {
  caseId: string
  mayAsk: boolean
  onAsk: (candidate: Candidate) => void
}) {
  const { t } = useTranslation(['consultations', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const mayManage = useMay('expert.manage')
  const prepared = usePrepared(caseId)
  if (!prepared.data) return null
  const found = fitting(prepared.data.candidates).slice(0, mostShown)
  return (
    <div className={styles.people}>
      <h3>{t('there.label')}</h3>
      {found.length === 0 && (
        <p className={styles.none}>
          {t('there.none')} {mayManage && <Link to="/settings/experts">{t('there.fill')}</Link>}
        </p>
      )}
      {found.map((candidate) => {
        const { expert, standIn } = candidate
        return (
          <div key={expert.id} className={styles.person}>
            <div>
              <span className={styles.name}>{expert.name}</span>
              <small>{expert.department}</small>
              <span className={styles.chips}>
                <Chip tone={reachTone[expert.state]}>{reachWords(expert, t, now, language)}</Chip>
                {expert.phone && (
                  <a
                    href={`tel:${expert.phone.replace(/[^\d+]/g, '')}`}
                    aria-label={t('there.call', { name: expert.name })}
                  >
                    <Phone size={13} aria-hidden /> {expert.phone}
                  </a>
                )}
              </span>
              {standIn && <small>{t('there.standIn', { name: standIn.name })}</small>}
            </div>
            {mayAsk && (
              <Button
                small
                look="quiet"
                onClick={() => onAsk(candidate)}
                aria-label={`${t('ask.act')}: ${expert.name}`}
              >
                {t('ask.act')}
              </Button>
            )}
          </div>
        )
      })}
    </div>
  )
}
