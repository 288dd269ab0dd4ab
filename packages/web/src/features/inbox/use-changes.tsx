import { type CaseRow, caseRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import {
  AlarmClock,
  Ban,
  Copy,
  CircleCheck,
  ExternalLink,
  Flag,
  Network,
  RotateCcw,
  Tag,
  UserRound,
  UserRoundPlus,
} from 'lucide-react'
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Correction } from '#lib/correct-cases.ts'
import { useNames } from '#lib/people.ts'
import { useMay } from '#lib/session.ts'
import { useLanguage } from '#lib/use-language.ts'
import type { MenuEntry } from '#ui/menu.tsx'
import type { ChangeKind } from './change/change-dialog.tsx'
import { changeMany, effectOf, type Select } from './change/change-many.ts'
import type { BulkChange } from './change/plan.ts'
import type { Planned } from './change/preview-dialog.tsx'
import { withValues } from './filter/filter-text.ts'
import type { ListSpec } from './list-spec.ts'
import type { Selection } from './list/selection.ts'
import type { Swipes } from './list/swipe-row.tsx'

const ChangeDialog = lazy(() => import('./change/change-dialog.tsx').then((file) => ({ default: file.ChangeDialog })))
const CorrectDialog = lazy(() => import('#ui/correct-dialog.tsx').then((file) => ({ default: file.CorrectDialog })))
const PreviewDialog = lazy(() =>
  import('./change/preview-dialog.tsx').then((file) => ({ default: file.PreviewDialog })),
)

type Options = {
  spec: ListSpec
  rows: readonly CaseRow[]
  selection: Selection
  cursorId: string | null
  myId: string | undefined
  onDone: () => void
  filterBy: (filter: string) => void
  slots: InboxSlots
}
/** What other features bring to the list. */
export type InboxSlots = { attach: (caseIds: string[], title: string, onClose: () => void) => ReactNode }
/** Which cases a dialog is about: those chosen, or one row. */
type Asked = { kind: ChangeKind; only: CaseRow | null }
export type Changes = ReturnType<typeof useChanges>

/** What can be done with one row or many: the same change, the same dialogs, the same undo. */
export function useChanges({ spec, rows, selection, cursorId, myId, onDone, filterBy, slots }: Options) {
  const { t } = useTranslation('inbox')
  const names = useNames()
  const mayWrite = useMay('case.write')
  const [asked, setAsked] = useState<Asked | null>(null)
  const language = useLanguage()
  const [correcting, setCorrecting] = useState<'kind' | 'language' | null>(null)
  const [planned, setPlanned] = useState<Planned | null>(null)
  const [attaching, setAttaching] = useState<{ ids: string[]; title: string } | null>(null)
  const total = useTotal(spec, selection, mayWrite)
  const here = rows.find((row) => row.id === cursorId) ?? null

  function selected(): { select: Select; rows: readonly CaseRow[] } {
    if (selection.all) return { select: { view: spec.view, ...(spec.filter ? { filter: spec.filter } : {}) }, rows }
    return { select: { ids: [...selection.ids] }, rows: rows.filter((row) => selection.ids.has(row.id)) }
  }
  async function change(row: CaseRow, wish: BulkChange, words: string): Promise<void> {
    const one = { select: { ids: [row.id] }, rows: [row] }
    await changeMany({ ...one, change: wish, spec, names, myId, words: (count) => (count ? words : nothingDone()) })
  }
  const nothingDone = () => t('done.nothing')

  /** For the chosen ones: first what it would do, then the deed. One alone needs no preview: it can be undone. */
  function propose(wish: BulkChange, what: string, value: string): void {
    const { select, rows: touched } = selected()
    if (touched.length === 1 && touched[0] && !selection.all) {
      onDone()
      void change(touched[0], wish, `${what}: ${value}`)
    } else setPlanned({ select, change: wish, what, value })
  }
  function carryOut(plan: Planned): void {
    const { rows: touched } = selected()
    setPlanned(null)
    onDone()
    const words = (count: number) =>
      count === 0 ? nothingDone() : t('done.many', { count, what: plan.what, value: plan.value })
    void changeMany({ select: plan.select, change: plan.change, rows: touched, spec, names, myId, words })
  }
  function answer(wish: BulkChange, value: string): void {
    if (!asked) return
    const what = t(`change.${asked.kind}`)
    setAsked(null)
    if (asked.only) void change(asked.only, wish, `${what}: ${value}`)
    else propose(wish, what, value)
  }

  const take = (row: CaseRow) => myId && void change(row, { ownerId: myId }, t('done.taken'))
  const done = (row: CaseRow) =>
    row.category === 'done' || row.category === 'closed'
      ? void change(row, { category: 'open' }, t('done.reopened'))
      : void change(row, { category: 'done' }, t('done.done'))

  function correctChosen(correction: Correction): void {
    const { rows: touched } = selected()
    onDone()
    void correctRows(touched, correction)
  }
  function attachChosen(): void {
    const ids = [...selection.ids]
    setAttaching({ ids, title: rows.find((row) => row.id === ids[0])?.title ?? '' })
  }
  function correctHere(correction: Correction): void {
    if (here) void correctRows([here], correction)
  }

  const same = (number: number) => withValues('', 'similar', [`#${number}`], { language })
  const acts = useRef({ take, done, same, rows, filterBy })
  acts.current = { take, done, same, rows, filterBy }
  const showSame = useCallback((id: string) => {
    const { rows, same, filterBy } = acts.current
    const row = rows.find((one) => one.id === id)
    if (row) filterBy(same(row.number))
  }, [])
  const menuOf = useCallback(
    (row: CaseRow): MenuEntry[] => {
      const open: MenuEntry = {
        label: t('menu.newTab'),
        icon: ExternalLink,
        run: () => window.open(`/cases/${row.id}`, '_blank', 'noopener'),
      }
      const duplicates: MenuEntry[] =
        row.duplicateCount > 0
          ? [
              {
                label: t('menu.duplicates', { count: row.duplicateCount }),
                icon: Copy,
                run: () => acts.current.filterBy(acts.current.same(row.number)),
              },
            ]
          : []
      if (!mayWrite) return [...duplicates, open]
      const closed = row.category === 'done' || row.category === 'closed'
      return [
        { label: t('keys.take'), icon: UserRound, keyHint: 'i', run: () => void acts.current.take(row) },
        {
          label: t('change.assign'),
          icon: UserRoundPlus,
          keyHint: 'a',
          run: () => setAsked({ kind: 'assign', only: row }),
        },
        {
          label: t('change.followUp'),
          icon: AlarmClock,
          keyHint: 'h',
          run: () => setAsked({ kind: 'followUp', only: row }),
        },
        {
          label: t(closed ? 'menu.reopen' : 'bulk.done'),
          icon: closed ? RotateCcw : CircleCheck,
          keyHint: 'e',
          run: () => acts.current.done(row),
        },
        'line',
        { label: t('change.priority'), icon: Flag, keyHint: 'p', run: () => setAsked({ kind: 'priority', only: row }) },
        { label: t('change.topic'), icon: Tag, run: () => setAsked({ kind: 'topic', only: row }) },
        {
          label: t('keys.irrelevant'),
          icon: Ban,
          keyHint: '#',
          run: () => setAsked({ kind: 'irrelevant', only: row }),
        },
        {
          label: t('keys.attach'),
          icon: Network,
          keyHint: 'Shift+i',
          run: () => setAttaching({ ids: [row.id], title: row.title }),
        },
        'line',
        ...duplicates,
        open,
      ]
    },
    [t, mayWrite],
  )
  const swipes = useMemo<Swipes>(
    () => ({
      right: { label: t('change.followUp'), icon: AlarmClock, run: (row) => setAsked({ kind: 'followUp', only: row }) },
      left: { label: t('keys.take'), icon: UserRound, run: (row) => void acts.current.take(row) },
    }),
    [t],
  )
  const dialogs: ReactNode = (
    <Suspense>
      {asked && <ChangeDialog kind={asked.kind} onChange={answer} onClose={() => setAsked(null)} />}
      {correcting && here && (
        <CorrectDialog
          field={correcting}
          detail={here}
          onPick={(correction) => {
            setCorrecting(null)
            correctHere(correction)
          }}
          onClose={() => setCorrecting(null)}
        />
      )}
      {attaching && slots.attach(attaching.ids, attaching.title, () => setAttaching(null))}
      {planned && <PreviewDialog planned={planned} onDo={() => carryOut(planned)} onClose={() => setPlanned(null)} />}
    </Suspense>
  )
  return {
    total,
    dialogs,
    menuOf,
    swipes,
    propose,
    correctChosen,
    correctHere,
    askCorrection: setCorrecting,
    showSame,
    attachChosen,
    attachHere: () => here && setAttaching({ ids: [here.id], title: here.title }),
    sameHere: here !== null && here.duplicateCount > 0 ? () => showSame(here.id) : null,
    ask: (kind: ChangeKind) => setAsked({ kind, only: null }),
    askHere: (kind: ChangeKind) => here && setAsked({ kind, only: here }),
    takeHere: () => here && void take(here),
    doneHere: () => here && done(here),
  }
}

async function correctRows(rows: readonly CaseRow[], correction: Correction): Promise<void> {
  const { correctCases } = await import('#lib/correct-cases.ts')
  await correctCases(rows, correction)
}

/** How many the filter holds in all, asked once everything loaded is chosen; a dry run that changes nothing. */
function useTotal(spec: ListSpec, selection: Selection, mayWrite: boolean): number | null {
  const wanted = mayWrite && (selection.all || selection.ids.size > 1)
  const counted = useQuery({
    queryKey: [caseRoutes.bulk.id, 'total', spec.view, spec.filter],
    queryFn: () => effectOf({ view: spec.view, ...(spec.filter ? { filter: spec.filter } : {}) }, { addTags: [] }),
    enabled: wanted,
    retry: false,
    staleTime: 10_000,
  })
  return counted.data?.matched ?? null
}
