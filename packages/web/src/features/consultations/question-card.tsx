import type { Consultation, ConsultationAnswer } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import { CircleCheck, Clock, CornerDownRight, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { useMe } from '#lib/session.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { AttachmentCard } from '#ui/attachment-card.tsx'
import { Button } from '#ui/button.tsx'
import { Chip, type ChipTone } from '#ui/chip.tsx'
import styles from './consultations.module.css'

const tones: Record<Consultation['state'], ChipTone> = {
  open: 'neutral',
  reminded: 'soon',
  deputy_asked: 'soon',
  escalated: 'bad',
  answered: 'ok',
  withdrawn: 'neutral',
}
type Props = {
  question: Consultation
  /** In a list of many cases the card says which one it is of. */
  named?: boolean
  onAnswer: (question: Consultation) => void
  onWithdraw: (question: Consultation) => void
}

/** A question with whom it went to, what happens next, and what came back. */
export function QuestionCard({ question, named, onAnswer, onWithdraw }: Props) {
  const { t } = useTranslation(['consultations', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const me = useMe()
  const at = (moment: string) => formatMoment(new Date(moment), now, { language })
  const { state, asked, allowed, answers } = question
  const isOpen = state !== 'answered' && state !== 'withdrawn'
  const isLate = isOpen && new Date(question.dueAt) < now
  const [first, deputy] = asked
  const isMine = asked.some(({ memberId }) => memberId === me?.member.id)
  return (
    <article
      className={styles.card}
      data-late={isLate || undefined}
      aria-label={t('card.to', { name: first?.name ?? '' })}
    >
      {named && (
        <Link to="/cases/$caseId" params={{ caseId: question.caseId }}>
          {t('mine.case', { number: question.caseNumber, title: question.caseTitle })}
        </Link>
      )}
      <div className={styles.cardHead}>
        <span className={styles.name}>
          {named && isMine
            ? t('mine.asks', { name: question.askedBy?.name ?? '' })
            : t('card.to', { name: first?.name ?? '' })}
        </span>
        <Chip
          tone={tones[state]}
          icon={state === 'answered' ? CircleCheck : state === 'escalated' ? TriangleAlert : Clock}
        >
          {t(`card.state.${state}`)}
        </Chip>
      </div>
      <p className={styles.question}>{question.question}</p>
      {isMine && question.context && <p className={`${styles.question} ${styles.meta}`}>{question.context}</p>}
      {isOpen && (
        <p className={styles.meta}>
          <span className={isLate ? styles.late : undefined}>
            {t(isLate ? 'card.overdue' : 'card.due', { at: at(question.dueAt) })}
          </span>
          {nextWords()}
        </p>
      )}
      {deputy && (
        <p className={styles.meta}>
          <CornerDownRight size={12} aria-hidden /> {t('card.deputy', { name: deputy.name })}
        </p>
      )}
      {asked.map(({ place, name, delivery }) =>
        delivery === 'failed' || delivery === 'unclear' ? (
          <Chip key={place} tone="bad" icon={TriangleAlert}>
            {t(delivery === 'failed' ? 'card.notDelivered' : 'card.deliveryUnclear')}: {name}
          </Chip>
        ) : null,
      )}
      {answers.map((answer) => (
        <Answer key={answer.id} answer={answer} at={at(answer.at)} />
      ))}
      {question.isEndedWithCase && <p className={styles.meta}>{t('card.endedWithCase')}</p>}
      {question.reason && <p className={styles.meta}>{question.reason}</p>}
      {allowed.length > 0 && (
        <div className={styles.actions}>
          {allowed.includes('answer') && (
            <Button small look={isMine ? 'primary' : 'default'} onClick={() => onAnswer(question)}>
              {t(isMine ? 'card.answerMine' : 'card.answer')}
            </Button>
          )}
          {allowed.includes('withdraw') && (
            <Button small look="quiet" onClick={() => onWithdraw(question)}>
              {t('card.withdraw')}
            </Button>
          )}
        </div>
      )}
    </article>
  )

  function nextWords(): string {
    if (state === 'escalated') return ''
    if (state === 'deputy_asked' || !question.deputy)
      return ` · ${t('card.tellsLead', { at: at(question.escalateAt) })}`
    return ` · ${t('card.takesOver', { name: question.deputy, at: at(question.deputyAt) })}`
  }
}

function Answer({ answer, at }: { answer: ConsultationAnswer; at: string }) {
  const { t } = useTranslation(['consultations', 'ui'])
  const isMachine = answer.nature !== 'answer'
  return (
    <div className={styles.answer} data-machine={isMachine || undefined}>
      <span className={styles.chips}>
        <span className={styles.meta}>
          {answer.author} · {at}
        </span>
        {answer.nature !== 'answer' && <Chip tone="soon">{t(`card.${answer.nature}`)}</Chip>}
        {answer.isLate && <Chip tone="soon">{t('card.late')}</Chip>}
        {answer.isOtherSender && <Chip tone="soon">{t('card.otherSender')}</Chip>}
      </span>
      {answer.text}
      {answer.attachments.map((file) => (
        <AttachmentCard key={file.index} {...file} />
      ))}
    </div>
  )
}
