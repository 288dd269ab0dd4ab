import { ArrowDownToLine, Replace } from 'lucide-react'
import { lazy, type RefObject, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import styles from './check.module.css'
import { gapsIn, type PlacedFinding, placeIn, replacementOf } from './findings.ts'
import type { GuidelineCheck } from './use-guideline-check.ts'

const CheckStrip = lazy(() => import('./check-strip.tsx').then((file) => ({ default: file.CheckStrip })))

type Props = {
  check: GuidelineCheck
  field: RefObject<HTMLTextAreaElement | null>
  active: boolean
  signature: string
  onText: (text: string) => void
  /** Places in the wording that are still to be filled in. */
  onGaps: (gaps: string[]) => void
}

/** The guideline at the field: its strip, its two keys, and its news for who does not see the strip. */
export function FieldChecks({ check, field, active, signature, onText, onGaps }: Props) {
  const { t } = useTranslation('replies')
  const { findings, isUnreachable } = check
  const turn = useRef(-1)
  const text = field.current?.value ?? ''
  const next = findings.find((finding) => replacementOf(text, finding, signature) !== null) ?? null

  function take(finding: PlacedFinding): void {
    const area = field.current
    const better = area && replacementOf(area.value, finding, signature)
    if (!area || !better) return
    area.focus()
    area.setSelectionRange(better.start, better.end)
    // As if it were typed, so that the field's own undo takes it back.
    if (!document.execCommand('insertText', false, better.text))
      onText(area.value.slice(0, better.start) + better.text + area.value.slice(better.end))
    const gaps = gapsIn(better.text)
    const [gap] = gaps
    if (gap === undefined) return
    onGaps(gaps)
    // Ready to be typed over.
    const at = better.start + better.text.indexOf(gap)
    requestAnimationFrame(() => area.setSelectionRange(at, at + gap.length))
  }
  function jump(finding: PlacedFinding): void {
    const area = field.current
    const place = area && placeIn(area.value, finding)
    if (!area || !place) return
    area.focus()
    area.setSelectionRange(place.start, place.end)
  }
  function jumpOn(): void {
    turn.current = (turn.current + 1) % findings.length
    const finding = findings[turn.current]
    if (finding) jump(finding)
  }
  useActions([
    {
      id: 'reply.takeSuggestion',
      key: 'Mod+.',
      labelKey: 'replies:act.takeSuggestion',
      icon: Replace,
      inFields: true,
      when: active && next !== null,
      run: () => next && take(next),
    },
    {
      id: 'reply.nextFinding',
      key: 'F8',
      labelKey: 'replies:act.nextFinding',
      icon: ArrowDownToLine,
      inFields: true,
      when: active && findings.length > 0,
      run: jumpOn,
    },
  ])
  const news = useNews(findings)
  return (
    <>
      <p className="sr-only" role="status">
        {news && t(news.what, { count: news.count })}
      </p>
      {findings.length > 0 && (
        <Suspense>
          <CheckStrip findings={findings} next={next} onTake={take} onJump={jump} />
        </Suspense>
      )}
      {isUnreachable && <p className={styles.unchecked}>{t('check.unreachable')}</p>}
    </>
  )
}

type News = { what: 'check.found' | 'check.foundStop' | 'check.none'; count: number }

/** Said once when it changes, never with every key. */
function useNews(findings: readonly PlacedFinding[]): News | null {
  const had = useRef(false)
  const count = findings.length
  useEffect(() => {
    if (count > 0) had.current = true
  }, [count])
  if (count === 0) return had.current ? { what: 'check.none', count } : null
  return { what: findings.some(({ level }) => level === 'stop') ? 'check.foundStop' : 'check.found', count }
}
