import { placeholdersIn } from '@resonanz/contracts'
import { TextQuote } from 'lucide-react'
import {
  type KeyboardEvent,
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { type Insertion, onInsertion } from '#lib/insert-words.ts'
import type { PlacedFinding } from '../check/findings.ts'
import type { DraftField } from '../use-draft.ts'
import { triggerAt } from './trigger.ts'

const ModulePicker = lazy(() => import('./module-picker.tsx').then((file) => ({ default: file.ModulePicker })))

type Options = {
  id: string
  caseId: string
  threadId: string | undefined
  draft: DraftField
  field: RefObject<HTMLTextAreaElement | null>
  active: boolean
}
export type ModulesInField = {
  picker: ReactNode
  isOpen: boolean
  onSelect: () => void
  /** True where the key was for the picker. */
  onKey: (event: KeyboardEvent) => boolean
  /** Looks for a module where the cursor stands. */
  open: () => void
  /** What is still to be filled in, as findings that stop. */
  missing: PlacedFinding[]
  /** Goes to the first of them; false: nothing is missing. */
  stopAtMissing: () => boolean
  usedIds: string[]
}

const usedMost = 20

/** Text modules in the field of an answer: looked for by `/` or `::`, put in where they were looked for, filled in. */
export function useModules({ id, caseId, threadId, draft, field, active }: Options): ModulesInField {
  const { t } = useTranslation('replies')
  const { text, extra } = draft.content
  const [cursor, setCursor] = useState(0)
  const [closed, setClosed] = useState(-1)
  const picker = useRef<{ onKey: (event: KeyboardEvent) => boolean }>(null)
  const trigger = active ? triggerAt(text, Math.min(cursor, text.length)) : null
  const isOpen = trigger !== null && trigger.from !== closed
  const usedIds = useMemo(() => idsIn(extra), [extra])

  function put(from: number, to: number, { text: words, moduleId }: Insertion): void {
    const area = field.current
    if (!area) return
    area.focus()
    area.setSelectionRange(from, to)
    // As if it were typed, so that the field's own undo takes it back.
    if (!document.execCommand('insertText', false, words))
      draft.change((now) => ({ text: now.text.slice(0, from) + words + now.text.slice(to) }))
    if (moduleId)
      draft.change((now) => ({
        extra: { ...now.extra, moduleIds: [...new Set([...idsIn(now.extra), moduleId])].slice(-usedMost) },
      }))
    const [gap] = placeholdersIn(words)
    requestAnimationFrame(() => {
      // Ready to be typed over.
      if (gap) area.setSelectionRange(from + gap.start, from + gap.end)
      setCursor(area.selectionStart)
    })
  }
  const insert = useRef<(insertion: Insertion) => void>(() => undefined)
  useEffect(() => {
    insert.current = (insertion) => {
      const area = field.current
      if (area) put(area.selectionStart, area.selectionEnd, insertion)
    }
  })
  useEffect(
    () => (active ? onInsertion(caseId, (insertion) => insert.current(insertion)) : undefined),
    [active, caseId],
  )

  function open(): void {
    const area = field.current
    if (!area) return
    const before = area.value.slice(0, area.selectionStart)
    setClosed(-1)
    put(area.selectionStart, area.selectionEnd, { text: before === '' || /\s$/.test(before) ? '::' : ' ::' })
  }
  useActions([
    {
      id: 'reply.module',
      key: 't',
      labelKey: 'replies:act.module',
      icon: TextQuote,
      when: active,
      run: open,
    },
  ])
  const missing = useMemo(
    () =>
      placeholdersIn(text).map(
        ({ name, start, end }): PlacedFinding => ({
          rule: 'variable-missing',
          level: 'stop',
          start,
          end,
          words: text.slice(start, end),
          reason: t('module.fill', { what: t(`variable.${name}` as 'variable.today', { defaultValue: name }) }),
          suggestion: null,
        }),
      ),
    [text, t],
  )
  return {
    isOpen,
    missing,
    usedIds,
    open,
    onSelect: () => setCursor(field.current?.selectionStart ?? 0),
    onKey(event) {
      if (!isOpen) return false
      if (event.key === 'Escape') setClosed(trigger.from)
      else if (event.ctrlKey || event.metaKey || !picker.current?.onKey(event)) return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
    stopAtMissing() {
      const [first] = missing
      if (!first) return false
      field.current?.focus()
      field.current?.setSelectionRange(first.start, first.end)
      return true
    },
    picker: isOpen && (
      <Suspense>
        <ModulePicker
          key={trigger.typed}
          id={id}
          caseId={caseId}
          threadId={threadId}
          typed={trigger.typed}
          onPick={(words, moduleId) => put(trigger.from, Math.min(cursor, text.length), { text: words, moduleId })}
          ref={picker}
        />
      </Suspense>
    ),
  }
}

function idsIn(extra: Record<string, unknown>): string[] {
  return Array.isArray(extra.moduleIds) ? extra.moduleIds.filter((one): one is string => typeof one === 'string') : []
}
