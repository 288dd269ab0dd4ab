import type { CaseRow } from '@resonanz/contracts'
import { Copy, Flame, type LucideIcon, OctagonPause, RotateCcw, ShieldAlert, UserRound, Zap } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { languageName } from '#lib/language-name.ts'
import { useMe } from '#lib/session.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Chip } from '#ui/chip.tsx'
import { sentimentIcons } from '#ui/sentiment.tsx'
import styles from './case-row.module.css'
import { type Loudest, loudest } from './loudest.ts'

const loudIcons: Record<Loudest, LucideIcon> = {
  threat: ShieldAlert,
  offence: ShieldAlert,
  stalled: OctagonPause,
  repeated: RotateCcw,
  angry: Flame,
  urgent: Zap,
}

/** What was heard in the customer's words: tonality as a sign, one thing in words. Nothing where all is calm. */
export function Heard({ row, named }: { row: CaseRow; named: boolean }) {
  const language = useLanguage()
  // Neither what one reads oneself nor what everybody here reads is worth a sign in every row.
  const known = [language, useMe()?.workspace.language]
  const loud = loudest(row)
  return (
    <>
      {row.sentiment && row.sentiment !== 'neutral' && <Mood row={row} named={named} />}
      {row.language && !known.some((one) => one === row.language) && (
        <span className={styles.foreign} title={languageName(row.language, language)}>
          <span className="sr-only">{languageName(row.language, language)}</span>
          <span aria-hidden="true">{row.language}</span>
        </span>
      )}
      {loud && <Loud row={row} loud={loud} />}
    </>
  )
}

function Loud({ row, loud }: { row: CaseRow; loud: Loudest }) {
  const { t } = useTranslation('ui')
  const Icon = loudIcons[loud]
  const isOffence = loud === 'threat' || loud === 'offence'
  return (
    <span className={styles.loud} data-tone={loud === 'urgent' || loud === 'repeated' ? 'soon' : 'bad'}>
      <Icon size={12} strokeWidth={2} />
      <span>{isOffence ? t(`understood.offence.${row.offence ?? 'insult'}`) : t(`understood.${loud}`)}</span>
    </span>
  )
}

function Mood({ row, named }: { row: CaseRow; named: boolean }) {
  const { t } = useTranslation(['inbox', 'ui'])
  if (!row.sentiment) return null
  const Icon = sentimentIcons[row.sentiment]
  const said = row.corrected.includes('sentiment')
  const word = t(`ui:understood.sentiment.${row.sentiment}`)
  const title = `${t('ui:understood.sentiment.label')}: ${word}${said ? ` · ${t('ui:understood.person')}` : ''}`
  return (
    <span className={styles.mood} data-sentiment={row.sentiment} title={title}>
      <Icon size={13} strokeWidth={2.75} />
      {named ? word : <span className="sr-only">{word}</span>}
      {said && <UserRound size={10} strokeWidth={2.25} aria-label={t('ui:understood.person')} />}
    </span>
  )
}

/** The others that say the same, folded into this row; a press lists them. */
export function Duplicates({ row, named }: { row: CaseRow; named: boolean }) {
  const { t } = useTranslation('inbox')
  if (row.duplicateCount === 0) return null
  const words = t('row.duplicates', { count: row.duplicateCount })
  return (
    <span className={styles.same} data-duplicates title={t('row.duplicatesHelp')}>
      <Chip icon={Copy}>
        {named ? (
          words
        ) : (
          <>
            <span aria-hidden="true">+{row.duplicateCount}</span>
            <span className="sr-only">{words}</span>
          </>
        )}
      </Chip>
    </span>
  )
}
