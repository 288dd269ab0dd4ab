import type { MessageAnalysis } from '@resonanz/contracts'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName } from '#lib/language-name.ts'
import { useLanguage } from '#lib/use-language.ts'
import { type CarriedSpan, carriedSpans, markedPieces } from './carried.ts'
import { hostOf, pieces } from './linked-text.tsx'
import styles from './marks.module.css'

type Props = { text: string; analysis: MessageAnalysis }

/** The words of a message with those marked that carry what was understood; addresses stay links. */
export function MarkedText({ text, analysis }: Props) {
  const spans = useMemo(() => carriedSpans(analysis), [analysis])
  return pieces(text).map((piece) => {
    const words = <Marked key={piece.at} text={piece.text} at={piece.at} spans={spans} />
    if (!piece.href) return words
    return (
      <a key={piece.at} href={piece.href} target="_blank" rel="noopener noreferrer nofollow" title={hostOf(piece.href)}>
        {words}
      </a>
    )
  })
}

function Marked({ text, at, spans }: { text: string; at: number; spans: readonly CarriedSpan[] }) {
  const { t } = useTranslation('cases')
  return markedPieces(text, spans, at).map(({ at: place, text: words, mark }) =>
    mark ? (
      <mark
        key={place}
        className={styles.mark}
        data-kind={mark.kind}
        data-strong={mark.isStrong || undefined}
        title={
          mark.personal
            ? t(`marks.personal.${mark.personal}` as 'marks.personal.email', {
                defaultValue: t('marks.personal.other'),
              })
            : t(`marks.${mark.kind as 'kind'}`)
        }
      >
        {words}
      </mark>
    ) : (
      words
    ),
  )
}

/** What the marks stand for, in words: the colour of a line is never the only sign. */
export function Carried({ text, analysis }: Props) {
  const { t } = useTranslation(['cases', 'ui'])
  const language = useLanguage()
  const { sentiment, kind, language: spoken, offence, personalData } = analysis
  const quoted = (marks: readonly { start: number; end: number; weight: number }[]) =>
    marks
      .filter(({ weight }) => weight > 0)
      .toSorted((a, b) => b.weight - a.weight)
      .slice(0, 4)
      .map(({ start, end }) => t('marks.quote', { words: text.slice(start, end).trim() }))
      .join(', ')
  const percent = (share: number) => Math.round(share * 100)
  return (
    <dl className={styles.carried}>
      <Line
        label={t('ui:understood.sentiment.label')}
        value={t(`ui:understood.sentiment.${sentiment.modelLabel}`)}
        percent={percent(sentiment.confidence)}
        words={quoted(sentiment.marks)}
        said={sentiment.by === 'person' ? t(`ui:understood.sentiment.${sentiment.label}`) : null}
      />
      {sentiment.ironyHint && (
        <>
          <dt />
          <dd>{t('marks.irony')}</dd>
        </>
      )}
      {(kind.modelLabel || kind.by === 'person') && (
        <Line
          label={t('ui:understood.field.kind')}
          value={kind.modelLabel ? t(`ui:understood.kind.${kind.modelLabel}`) : t('ui:understood.noKind')}
          percent={percent(kind.confidence)}
          words={quoted(kind.marks)}
          said={
            kind.by === 'person'
              ? kind.label
                ? t(`ui:understood.kind.${kind.label}`)
                : t('ui:understood.noKind')
              : null
          }
        />
      )}
      {spoken.modelCode && (
        <Line
          label={t('ui:understood.field.language')}
          value={`${languageName(spoken.modelCode, language)}${spoken.isMixed ? `, ${t('marks.mixed')}` : ''}`}
          percent={percent(spoken.confidence)}
          words=""
          said={spoken.by === 'person' && spoken.code ? languageName(spoken.code, language) : null}
        />
      )}
      {offence.label && (
        <Line
          label={t('ui:understood.offence.label')}
          value={t(`ui:understood.offence.${offence.label}`)}
          percent={percent(offence.score)}
          words={quoted(offence.marks)}
          said={null}
        />
      )}
      {personalData.length > 0 && (
        <>
          <dt>{t('marks.personalData')}</dt>
          <dd>
            {[...new Set(personalData.map((one) => one.kind))]
              .map((one) =>
                t(`marks.personal.${one}` as 'marks.personal.email', { defaultValue: t('marks.personal.other') }),
              )
              .join(', ')}
          </dd>
        </>
      )}
    </dl>
  )
}

type LineProps = { label: string; value: string; percent: number; words: string; said: string | null }

function Line({ label, value, percent, words, said }: LineProps) {
  const { t } = useTranslation('cases')
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {said && <b>{t('marks.said', { value: said })} </b>}
        {t('marks.found', { value, percent })}
        {words && <span className={styles.by}> {t('marks.by', { words })}</span>}
      </dd>
    </>
  )
}
