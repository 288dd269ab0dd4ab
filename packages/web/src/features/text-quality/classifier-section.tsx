import {
  type ClassifierName,
  type ClassifierQuality,
  type ClassifierVersion,
  textQualityRoutes,
} from '@resonanz/contracts'
import { GraduationCap, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Chip, type ChipTone } from '#ui/chip.tsx'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { Section } from '#ui/page.tsx'
import { Moment } from '#ui/relative-time.tsx'
import styles from './text-quality.module.css'

type Month = ClassifierQuality['months'][number]
const tones: Record<ClassifierVersion['state'], ChipTone> = { active: 'ok', rejected: 'soon', retired: 'neutral' }

/** One classifier: which version reads, what people said to it, what it could learn from, and its earlier versions. */
export function ClassifierSection({ quality }: { quality: ClassifierQuality }) {
  const { t } = useTranslation('text-quality')
  const { classifier, activeVersion, examples, examplesNeeded, corrections } = quality
  const numbers = useNumbers()
  const { retrain, switchTo, busy } = useTraining(classifier)
  const enough = examples >= examplesNeeded
  return (
    <Section
      title={t(`classifier.${classifier}`)}
      intro={t(`about.${classifier}`)}
      actions={
        <>
          {activeVersion !== null && (
            <Button small look="quiet" icon={Undo2} disabled={busy} onClick={() => void switchTo(null)}>
              {t(classifier === 'topic' ? 'useNone' : 'useShipped')}
            </Button>
          )}
          <Button small icon={GraduationCap} busy={busy} disabled={!enough} onClick={() => void retrain()}>
            {t('retrain')}
          </Button>
        </>
      }
    >
      <dl className={styles.figures}>
        <Figure
          label={t('figure.version')}
          value={
            activeVersion === null
              ? t(classifier === 'topic' ? 'figure.noneYet' : 'figure.shipped')
              : t('figure.own', { version: activeVersion })
          }
        />
        <Figure label={t('figure.corrections')} value={numbers.count(corrections)} />
        <Figure
          label={t('figure.examples')}
          value={
            enough
              ? numbers.count(examples)
              : t('figure.examplesOf', { count: examplesNeeded, have: numbers.count(examples) })
          }
          share={enough ? null : examples / Math.max(1, examplesNeeded)}
        />
      </dl>
      <Months label={t('months.label', { name: t(`classifier.${classifier}`) })} months={quality.months} />
      {quality.versions.length > 0 && (
        <Versions quality={quality} onUse={(version) => void switchTo(version)} busy={busy} />
      )}
    </Section>
  )
}

function Figure({ label, value, share }: { label: string; value: string; share?: number | null }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value}
        {share != null && <progress value={share} max={1} aria-label={label} />}
      </dd>
    </div>
  )
}

function Months({ label, months }: { label: string; months: Month[] }) {
  const { t } = useTranslation('text-quality')
  const language = useLanguage()
  const numbers = useNumbers()
  if (months.every(({ read, changed, confirmed }) => read + changed + confirmed === 0)) return null
  const name = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const columns: Column<Month>[] = [
    {
      id: 'month',
      label: t('months.month'),
      bare: true,
      cell: ({ month }) => name.format(new Date(`${month}-01T00:00Z`)),
    },
    { id: 'read', label: t('months.read'), numeric: true, cell: ({ read }) => numbers.count(read) },
    { id: 'confirmed', label: t('months.confirmed'), numeric: true, cell: ({ confirmed }) => numbers.count(confirmed) },
    { id: 'changed', label: t('months.changed'), numeric: true, cell: ({ changed }) => numbers.count(changed) },
    {
      id: 'agreed',
      label: t('months.agreed'),
      numeric: true,
      cell: ({ changed, confirmed }) =>
        changed + confirmed === 0 ? '–' : numbers.percent(confirmed / (changed + confirmed)),
    },
  ]
  return <DataTable label={label} columns={columns} rows={months} keyOf={({ month }) => month} />
}

type VersionsProps = { quality: ClassifierQuality; busy: boolean; onUse: (version: number) => void }

function Versions({ quality, busy, onUse }: VersionsProps) {
  const { t } = useTranslation('text-quality')
  const numbers = useNumbers()
  const columns: Column<ClassifierVersion>[] = [
    {
      id: 'version',
      label: t('version.version'),
      bare: true,
      cell: ({ version, state }) => (
        <span className={styles.version}>
          {t('version.number', { version })} <Chip tone={tones[state]}>{t(`version.state.${state}`)}</Chip>
        </span>
      ),
    },
    { id: 'at', label: t('version.at'), cell: ({ trainedAt }) => <Moment at={trainedAt} /> },
    {
      id: 'from',
      label: t('version.from'),
      numeric: true,
      cell: ({ learnedFrom, keptOut }) => `${numbers.count(learnedFrom)} + ${numbers.count(keptOut)}`,
    },
    { id: 'accuracy', label: t('version.accuracy'), numeric: true, cell: ({ accuracy }) => numbers.percent(accuracy) },
    {
      id: 'before',
      label: t('version.before'),
      numeric: true,
      cell: ({ accuracyBefore }) => numbers.percent(accuracyBefore),
    },
    {
      id: 'use',
      label: t('version.use'),
      hiddenLabel: true,
      bare: true,
      cell: ({ version, state }) =>
        state !== 'active' && (
          <Button small disabled={busy} aria-label={t('version.useNumber', { version })} onClick={() => onUse(version)}>
            {t('version.use')}
          </Button>
        ),
    },
  ]
  return (
    <DataTable
      label={t('version.label', { name: t(`classifier.${quality.classifier}`) })}
      columns={columns}
      rows={quality.versions}
      keyOf={({ version }) => String(version)}
      faded={({ state }) => state === 'rejected'}
    />
  )
}

function useTraining(classifier: ClassifierName) {
  const { t } = useTranslation('text-quality')
  const [busy, setBusy] = useState(false)
  async function run(work: () => Promise<unknown>, words: string): Promise<void> {
    setBusy(true)
    try {
      await work()
      invalidateRoute(queryClient, textQualityRoutes.read)
      showNotice({ text: words, tone: 'ok' })
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return {
    busy,
    retrain: () => run(() => call(textQualityRoutes.retrain, { params: { classifier } }), t('retraining')),
    switchTo: (version: number | null) =>
      run(
        () => call(textQualityRoutes.rollback, { params: { classifier }, body: { version } }),
        version === null ? t('switchedBack') : t('switched', { version }),
      ),
  }
}

function useNumbers() {
  const language = useLanguage()
  const count = new Intl.NumberFormat(language)
  const percent = new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  return { count: (value: number) => count.format(value), percent: (share: number) => percent.format(share) }
}
