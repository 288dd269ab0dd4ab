import type { Approval } from '@resonanz/contracts'
import { Globe } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '#lib/money.ts'
import { formatDay, formatMoment } from '#lib/time.ts'
import { useNow } from '#lib/clock.ts'
import { useLanguage } from '#lib/use-language.ts'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { Chip } from '#ui/chip.tsx'
import styles from './approvals.module.css'
import { placed, wordDiff } from './word-diff.ts'

type Of<Kind> = Extract<NonNullable<Approval['subject']>, { kind: Kind }>

/** What is to be decided: an amount with its reason, or the words that would be sent; with what it was before. */
export function ApprovalWhat({ approval }: { approval: Approval }) {
  const { t } = useTranslation('approvals')
  const { subject } = approval
  if (!subject) return <p className={styles.meta}>{t('nothing')}</p>
  return subject.kind === 'goodwill' ? (
    <GoodwillWhat subject={subject} customer={approval.case?.customer ?? ''} />
  ) : subject.kind === 'post' ? (
    <PostWhat subject={subject} />
  ) : (
    <ReplyWhat subject={subject} />
  )
}

function PostWhat({ subject }: { subject: Of<'post'> }) {
  const { t } = useTranslation('approvals')
  const language = useLanguage()
  const at = formatMoment(new Date(subject.plannedAt), useNow(), { language })
  return (
    <>
      {subject.places.map(({ name, channel, text }) => (
        <div key={name}>
          <p className={styles.head}>
            <ChannelGlyph kind={channel} named />
            <span>{name}</span>
          </p>
          <div className={styles.text} data-words>
            {text}
          </div>
        </div>
      ))}
      <p className={styles.meta}>
        {t('postAt', { at })}
        {subject.media > 0 && ` · ${t('postMedia', { count: subject.media })}`}
      </p>
    </>
  )
}

function GoodwillWhat({ subject, customer }: { subject: Of<'goodwill'>; customer: string }) {
  const { t } = useTranslation('approvals')
  const language = useLanguage()
  const now = useNow()
  const { before } = subject
  const words = (facts: typeof subject.now) =>
    [formatMoney(facts.amountMinor, facts.currency, language), t(`grant.${facts.kind}`), facts.what]
      .filter(Boolean)
      .join(' · ')
  return (
    <>
      {subject.objection && (
        <p className={styles.before}>
          {t('objection', {
            team: subject.objection.team,
            name: subject.objection.by,
            reason: subject.objection.reason,
          })}
        </p>
      )}
      {subject.reverses !== null && <p className={styles.before}>{t('reverses', { number: subject.reverses })}</p>}
      <p className={styles.amount}>{formatMoney(subject.now.amountMinor, subject.now.currency, language)}</p>
      <p className={styles.what}>
        {t(`grant.${subject.now.kind}`)}
        {subject.now.what && `: ${subject.now.what}`}
        {customer && ` · ${customer}`}
      </p>
      <p className={styles.text}>{subject.reason}</p>
      {before && <p className={styles.before}>{t('before', { words: words(before) })}</p>}
      {subject.overrules && (
        <p className={styles.before}>
          {t('overrules', { team: subject.overrules.team, reason: subject.overrules.reason })}
        </p>
      )}
      <p className={styles.meta}>
        {subject.now.validUntil &&
          t('validUntil', { day: formatDay(new Date(`${subject.now.validUntil}T12:00:00`), now, { language }) })}
        {subject.now.validUntil && subject.budgetLeftMinor !== null && ' · '}
        {subject.budgetLeftMinor !== null &&
          t('budgetLeft', { amount: formatMoney(subject.budgetLeftMinor, subject.now.currency, language) })}
      </p>
    </>
  )
}

function ReplyWhat({ subject }: { subject: Of<'reply'> }) {
  const { t } = useTranslation(['approvals', 'ui'])
  const { before, text } = subject
  const parts = useMemo(() => (before === null ? null : placed(wordDiff(before, text))), [before, text])
  return (
    <>
      <p className={styles.head}>
        <ChannelGlyph kind={subject.channel} named />
        {subject.isPublic && (
          <Chip tone="soon" icon={Globe}>
            {t('public')}
          </Chip>
        )}
        {subject.why.map((name) => (
          <Chip key={name}>{name}</Chip>
        ))}
        {subject.editedBy && <span>{t('editedBy', { name: subject.editedBy.name })}</span>}
      </p>
      <div className={styles.text} data-words>
        {parts
          ? parts.map(({ text: words, kind, start }) =>
              kind === 'same' ? (
                <span key={start}>{words}</span>
              ) : kind === 'added' ? (
                <ins key={start}>{words}</ins>
              ) : (
                <del key={start}>{words}</del>
              ),
            )
          : text}
      </div>
    </>
  )
}
