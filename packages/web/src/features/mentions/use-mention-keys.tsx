import { caseRoutes, type Mention, mentionRoutes } from '@resonanz/contracts'
import { useNavigate } from '@tanstack/react-router'
import { Ban, Eye, FolderPlus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { PickDialog } from '#ui/pick-dialog.tsx'

export type MentionActs = ReturnType<typeof useMentionKeys>
type Options = { mention: Mention | null; move: (by: number) => void }
type Kept = 'new' | 'watched' | 'dismissed'

const UNDO_MS = 30_000
const reasons = ['notUs', 'advertising', 'noNeed', 'double'] as const

/** What can be done with a mention, by key or button; every decision can be taken back. */
export function useMentionKeys({ mention, move }: Options) {
  const { t } = useTranslation('mentions')
  const navigate = useNavigate()
  const may = useMay('mention.triage')
  const [dismissing, setDismissing] = useState<Mention | null>(null)

  async function triage(one: Mention, state: Kept, reason?: string, words?: string): Promise<void> {
    const before = one.state as Kept
    drop(one.id)
    try {
      await call(mentionRoutes.triage, { params: { id: one.id }, body: { state, ...(reason ? { reason } : {}) } })
      const undo = async () => {
        await call(mentionRoutes.triage, {
          params: { id: one.id },
          body: { state: before, ...(one.reason ? { reason: one.reason } : {}) },
        })
        refresh()
      }
      if (words) showNotice({ text: words, tone: 'ok', durationMs: UNDO_MS, undo })
    } catch (error) {
      tellProblem(error)
    } finally {
      refresh()
    }
  }
  async function toCase(one: Mention): Promise<void> {
    try {
      const { caseId, number } = await call(mentionRoutes.toCase, { params: { id: one.id } })
      showNotice({ text: t('done.case', { number }), tone: 'ok' })
      refresh()
      invalidateRoute(queryClient, caseRoutes.list)
      void navigate({ to: '/cases/$caseId', params: { caseId } })
    } catch (error) {
      tellProblem(error)
    }
  }
  const watch = (one: Mention) => void triage(one, 'watched', undefined, t('done.watched'))
  const back = (one: Mention) => void triage(one, 'new', undefined, t('done.back'))
  const open = may && mention !== null && mention.state !== 'case'
  useActions([
    {
      id: 'mention.down',
      key: 'j',
      labelKey: 'mentions:keys.down',
      keyOnly: true,
      when: mention !== null,
      run: () => move(1),
    },
    {
      id: 'mention.up',
      key: 'k',
      labelKey: 'mentions:keys.up',
      keyOnly: true,
      when: mention !== null,
      run: () => move(-1),
    },
    {
      id: 'mention.case',
      key: 'c',
      labelKey: 'mentions:act.case',
      icon: FolderPlus,
      when: open,
      run: () => mention && void toCase(mention),
    },
    {
      id: 'mention.watch',
      key: 'w',
      labelKey: 'mentions:act.watch',
      icon: Eye,
      when: open && mention?.state !== 'watched',
      run: () => mention && watch(mention),
    },
    {
      id: 'mention.dismiss',
      key: '#',
      labelKey: 'mentions:act.dismiss',
      icon: Ban,
      when: open && mention?.state !== 'dismissed',
      run: () => setDismissing(mention),
    },
  ])
  const dialog: ReactNode = dismissing && (
    <PickDialog
      title={t('act.dismiss')}
      label={t('why')}
      choices={reasons.map((reason) => ({ id: t(`reason.${reason}`), label: t(`reason.${reason}`) }))}
      own={(typed) => ({ id: typed, label: typed })}
      onClose={() => setDismissing(null)}
      onPick={(reason) => {
        setDismissing(null)
        void triage(dismissing, 'dismissed', reason, t('done.dismissed', { reason }))
      }}
    />
  )
  return { toCase: (one: Mention) => void toCase(one), watch, back, dismiss: setDismissing, dialog }
}

type Pages = { pages: { items: Mention[] }[] }

/** Gone from lists of another state at once; the server's lists follow. */
function drop(id: string): void {
  queryClient.setQueriesData<Pages>(
    {
      predicate: ({ queryKey }) =>
        queryKey[0] === mentionRoutes.list.id && (queryKey[2] as { state?: string } | null)?.state !== 'all',
    },
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) => ({ ...page, items: page.items.filter((one) => one.id !== id) })),
      },
  )
}

function refresh(): void {
  invalidateRoute(queryClient, mentionRoutes.list, caseRoutes.counts)
}
