import type { CaseDetail, FittingModule } from '@resonanz/contracts'
import { BookOpen, TextQuote } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { filledText, useCaseModules } from '#lib/case-modules.ts'
import { insertWords } from '#lib/insert-words.ts'
import { matchScore } from '#lib/match.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import styles from './text-modules.module.css'

const shown = 30

/** What helps with this case: text modules proposed for its words, each with why, and the others by search. */
export function KnowledgeTab({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['text-modules', 'ui'])
  const [typed, setTyped] = useState('')
  const { data, error, refetch } = useCaseModules(detail.id)
  if (error && !data) return <ErrorState compact error={error} onRetry={() => void refetch()} />
  if (!data)
    return (
      <div className={styles.tab}>
        <SkeletonText lines={5} />
      </div>
    )
  if (data.items.length === 0)
    return (
      <EmptyState icon={BookOpen} title={t('tab.none')}>
        {t('tab.noneHelp')}
      </EmptyState>
    )
  const found = typed.trim()
    ? data.items.filter((item) => matchScore(typed, `${item.title} ${item.folder} ${item.text}`) > 0)
    : data.items
  const proposed = found.filter(({ score }) => score > 0)
  const others = found.filter(({ score }) => score === 0).slice(0, shown)
  const card = (item: FittingModule) => <Module key={item.id} item={item} values={data.values} detail={detail} />
  return (
    <div className={styles.tab}>
      <TextField
        type="search"
        aria-label={t('tab.search')}
        placeholder={t('tab.search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {proposed.length > 0 && (
        <section aria-label={t('tab.proposed')}>
          <h3>{t('tab.proposed')}</h3>
          {proposed.map(card)}
        </section>
      )}
      {others.length > 0 && (
        <section aria-label={t('tab.others')}>
          <h3>{t('tab.others')}</h3>
          {others.map(card)}
        </section>
      )}
      {found.length === 0 && <p className={styles.none}>{t('tab.noMatch')}</p>}
    </div>
  )
}

type ModuleProps = { item: FittingModule; values: Record<string, string>; detail: CaseDetail }

function Module({ item, values, detail }: ModuleProps) {
  const { t } = useTranslation(['text-modules', 'ui'])
  const language = useLanguage()
  const text = filledText(item, values)
  const about = [item.isPersonal ? t('own') : '', item.folder, item.topic?.[language]].filter(Boolean).join(' · ')
  function put(): void {
    if (!insertWords(detail.id, { text, moduleId: item.id })) showNotice({ text: t('tab.nowhere') })
  }
  return (
    <details className={styles.card}>
      <summary>
        <b>{item.title}</b>
        <small>{item.because.length > 0 ? t('tab.because', { words: item.because.join(', ') }) : about}</small>
      </summary>
      <p className={styles.text}>{text}</p>
      {detail.allowed.includes('reply') && (
        <Button small icon={TextQuote} onClick={put} aria-label={`${t('tab.use')}: ${item.title}`}>
          {t('tab.use')}
        </Button>
      )}
    </details>
  )
}
