import type { PrivatePage } from '@resonanz/contracts'
import { Ban, Eye, Link2, LockKeyhole, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { formatDay, formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Chip, type ChipTone } from '#ui/chip.tsx'
import { type AskedQuestion, isOpen, lacking } from './pages-data.ts'
import styles from './private-pages.module.css'

type Props = {
  page: PrivatePage
  mayReveal: boolean
  onLink: () => void
  onRevoke: () => void
  onReveal: (question: AskedQuestion) => void
}
const tones: Record<PrivatePage['state'], ChipTone> = {
  waiting: 'neutral',
  opened: 'note',
  answered: 'ok',
  expired: 'neutral',
  revoked: 'bad',
}

/** One page: how far it is, what it asked for, what may be shown of the answers. */
export function PageItem({ page, mayReveal, onLink, onRevoke, onReveal }: Props) {
  const { t } = useTranslation('private-pages')
  const language = useLanguage()
  const now = useNow()
  const missing = lacking(page)
  const hasQuestions = page.questions.length > 0
  return (
    <div className={styles.card}>
      <div className={styles.cardHead}>
        <b>{t(page.kind === 'status' ? 'page.status' : 'page.questions', { code: page.code })}</b>
        <Chip tone={tones[page.state]}>{t(`state.${page.state}`)}</Chip>
        {hasQuestions && (
          <Chip tone={missing > 0 ? 'soon' : 'ok'}>
            {missing > 0 ? t('page.missing', { count: missing }) : t('page.complete')}
          </Chip>
        )}
      </div>
      {page.way === 'public' && (
        <p className={styles.unsure}>
          <TriangleAlert size={13} aria-hidden /> {t('page.unsure')}
        </p>
      )}
      {hasQuestions && (
        <ul className={styles.answers}>
          {page.questions.map((question) => (
            <li key={question.key} data-missing={(question.isRequired && question.answer === null) || undefined}>
              <span>{question.label[language]}</span>
              <AnswerWords question={question} />
              {mayReveal && question.answer?.isMasked && question.answer.deletedAt === null && (
                <Button
                  small
                  look="quiet"
                  icon={Eye}
                  aria-label={`${t('page.reveal')}: ${question.label[language]}`}
                  onClick={() => onReveal(question)}
                >
                  {t('page.reveal')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <p className={styles.meta}>
        {[
          page.askedBy ? t('page.asked', { name: page.askedBy.name }) : t('page.byRule'),
          t('page.until', { at: formatMoment(new Date(page.expiresAt), now, { language }) }),
        ].join(' · ')}
      </p>
      {page.link && isOpen(page) && (
        <span className={styles.actions}>
          <Button small icon={Link2} onClick={onLink}>
            {t('page.link')}
          </Button>
          <Button small look="quiet" icon={Ban} onClick={onRevoke}>
            {t('page.revoke')}
          </Button>
        </span>
      )}
    </div>
  )
}

function AnswerWords({ question }: { question: AskedQuestion }) {
  const { t } = useTranslation('private-pages')
  const language = useLanguage()
  const now = useNow()
  const { answer } = question
  if (answer === null) return <em>{t(question.isRequired ? 'page.lacks' : 'page.optional')}</em>
  if (!answer.isMasked) return <em>{t('page.inMessage')}</em>
  const day = (at: string) => formatDay(new Date(at), now, { language })
  if (answer.deletedAt) return <em>{t('page.deletedAt', { at: day(answer.deletedAt) })}</em>
  return (
    <span className={styles.masked}>
      <LockKeyhole size={13} aria-hidden />
      {question.kind === 'file' ? (
        <FileWords ending={answer.ending} />
      ) : (
        <span translate="no">•••• {answer.ending}</span>
      )}
      <small>
        {t('page.masked')}
        {answer.deleteAt && `, ${t('page.deleteAt', { at: day(answer.deleteAt) })}`}
      </small>
    </span>
  )
}

function FileWords({ ending }: { ending: string }) {
  const { t } = useTranslation('private-pages')
  const language = useLanguage()
  const [type = '', bytes = '0'] = ending.split(' ')
  const kilobytes = Math.max(1, Math.round(Number(bytes) / 1024))
  const size = `${new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB').format(kilobytes)} kB`
  return <span>{t('page.file', { type: type.split('/').at(-1)?.toUpperCase() ?? '', size })}</span>
}
