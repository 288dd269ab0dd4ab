import type { FittingModule } from '@resonanz/contracts'
import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { filledText, useCaseModules } from '#lib/case-modules.ts'
import { matchScore } from '#lib/match.ts'
import { useLanguage } from '#lib/use-language.ts'
import { announce } from '#ui/announcer.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { FilledWords } from './filled-words.tsx'
import styles from './modules.module.css'

type Props = {
  id: string
  caseId: string
  threadId: string | undefined
  typed: string
  onPick: (text: string, moduleId: string) => void
  ref: Ref<{ onKey: (event: KeyboardEvent) => boolean }>
}
const shown = 40

/** Text modules by what was typed; the field keeps the focus, arrows choose, Enter takes. What is chosen is shown filled in. */
export function ModulePicker({ id, caseId, threadId, typed, onPick, ref }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const language = useLanguage()
  const previewId = useId()
  const list = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const { data, error, refetch } = useCaseModules(caseId, { threadId })
  const found = data ? matching(data.items, typed) : []
  const place = Math.max(0, Math.min(at, found.length - 1))
  const chosen = found[place]
  // The focus stays in the text, so what is chosen is said.
  const said = chosen?.title
  useEffect(() => {
    if (said) announce(said)
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [said])
  const pick = (item: FittingModule) => data && onPick(filledText(item, data.values), item.id)
  useImperativeHandle(ref, () => ({
    onKey(event) {
      if (!chosen) return false
      if (event.key === 'ArrowDown') setAt((place + 1) % found.length)
      else if (event.key === 'ArrowUp') setAt((place + found.length - 1) % found.length)
      else if (event.key === 'Enter' || event.key === 'Tab') pick(chosen)
      else return false
      return true
    },
  }))
  return (
    <div className={styles.picker}>
      {typed.trim() !== '' && (
        <p className={styles.typed} aria-hidden="true">
          {t('module.typed', { typed })}
        </p>
      )}
      {error && !data && <ErrorState compact error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={3} />}
      {data && !chosen && (
        <p className={styles.none}>{t(data.items.length === 0 ? 'module.none' : 'module.noMatch')}</p>
      )}
      {chosen && data && (
        <>
          <div className={styles.list} id={id} ref={list} role="listbox" tabIndex={0} aria-label={t('module.label')}>
            {found.map((item, index) => (
              <div
                key={item.id}
                role="option"
                aria-selected={index === place}
                aria-describedby={index === place ? previewId : undefined}
                onPointerDown={(event) => {
                  event.preventDefault()
                  pick(item)
                }}
                onPointerMove={() => setAt(index)}
              >
                <b>{item.title}</b>
                <small>{aboutOf(item, language, t)}</small>
              </div>
            ))}
          </div>
          <div className={styles.preview} id={previewId}>
            <FilledWords text={filledText(chosen, data.values)} />
          </div>
        </>
      )}
    </div>
  )
}

/** Without a word typed: the proposed ones first, as they came. */
function matching(items: readonly FittingModule[], typed: string): FittingModule[] {
  if (typed.trim() === '') return items.slice(0, shown)
  return items
    .map((item) => ({
      item,
      score: matchScore(typed, `${item.title} ${item.folder}`) * 2 || matchScore(typed, item.text),
    }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || b.item.score - a.item.score)
    .slice(0, shown)
    .map(({ item }) => item)
}

type Say = ReturnType<typeof useTranslation<['replies', 'ui']>>['t']
function aboutOf(item: FittingModule, language: 'de' | 'en', t: Say): string {
  if (item.score > 0 && item.because.length > 0) return t('module.because', { words: item.because.join(', ') })
  return [item.isPersonal ? t('module.own') : '', item.folder, item.topic?.[language]].filter(Boolean).join(' · ')
}
