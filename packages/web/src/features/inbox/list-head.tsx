import { caseRoutes, viewRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  ArrowDownUp,
  BookmarkPlus,
  Copy,
  Ellipsis,
  FastForward,
  Keyboard,
  Pencil,
  RefreshCw,
  Rows2,
  Rows3,
  Rows4,
  Save,
  SquarePen,
  Trash2,
} from 'lucide-react'
import { lazy, memo, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { setPreferences, usePreferences } from '#lib/preferences.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { savePreferences } from '#lib/saved-preferences.ts'
import { useMay } from '#lib/session.ts'
import { takeNextKey, useGivesOut, useTakeNext } from '#lib/take-next.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { IconButton } from '#ui/button.tsx'
import { Menu, type MenuEntry } from '#ui/menu.tsx'
import { type Place, sorts } from './list-spec.ts'
import styles from './list-pane.module.css'

const SaveViewDialog = lazy(() => import('./save-view-dialog.tsx').then((file) => ({ default: file.SaveViewDialog })))

type Props = {
  place: Place
  title: string
  loaded: number
  hasMore: boolean
  onAsText: () => void
}

const densities = [
  ['compact', Rows4],
  ['normal', Rows3],
  ['relaxed', Rows2],
] as const

/** What this list is, how many there are, and its order; the rest behind one button. */
export const ListHead = memo(function ListHead({ place, title, loaded, hasMore, onAsText }: Props) {
  const { t } = useTranslation(['inbox', 'app'])
  const language = useLanguage()
  const takeNext = useTakeNext()
  const givesOut = useGivesOut()
  const mayTake = useMay('case.write') && givesOut
  const { density, foldDuplicates } = usePreferences()
  const { saved, spec } = place
  // The open case is what the page is about.
  const Heading = place.caseId === null ? 'h1' : 'h2'
  const counts = useQuery(read(caseRoutes.counts)).data
  const mayShare = useMay('view.share')
  const navigate = useNavigate()
  const [dialog, setDialog] = useState<'save' | 'rename' | null>(null)
  const filtered = spec.filter !== (saved?.filter ?? '')
  const own = saved ? counts?.saved[saved.id] : counts?.views[spec.view]
  const count = filtered || own === undefined ? loaded : own
  const over = filtered ? hasMore : counts !== undefined && count >= counts.cap
  const number = new Intl.NumberFormat(language).format(over && !filtered ? (counts?.cap ?? count) : count)
  const mayChange = saved !== null && (saved.mine || mayShare)

  async function overwrite(): Promise<void> {
    if (!saved) return
    try {
      await call(viewRoutes.change, { params: { id: saved.id }, body: { filter: spec.filter, sort: spec.sort } })
      invalidateRoute(queryClient, viewRoutes.list, caseRoutes.counts)
      place.filterBy(spec.filter)
      showNotice({ text: t('saved.changed', { name: saved.name }), tone: 'ok' })
    } catch (error) {
      tellProblem(error)
    }
  }
  async function remove(): Promise<void> {
    if (!saved) return
    const { name, filter, sort, shared } = saved
    try {
      await call(viewRoutes.remove, { params: { id: saved.id } })
      invalidateRoute(queryClient, viewRoutes.list, caseRoutes.counts)
      void navigate({ to: '/inbox/$view', params: { view: 'mine' } })
      const again = async () => {
        await call(viewRoutes.create, {
          body: { name, filter, sort: sorts.find((one) => one === sort) ?? 'due', shared },
        })
        invalidateRoute(queryClient, viewRoutes.list, caseRoutes.counts)
      }
      showNotice({ text: t('saved.removed', { name }), tone: 'ok', durationMs: 30_000, undo: again })
    } catch (error) {
      tellProblem(error)
    }
  }

  const more: MenuEntry[] = [
    { section: t('head.density') },
    ...densities.map(([one, icon]) => ({
      label: t(`head.density_${one}`),
      icon,
      checked: density === one,
      run: () => void savePreferences({ density: one }),
    })),
    'line',
    {
      label: t('head.fold'),
      icon: Copy,
      checked: foldDuplicates,
      run: () => setPreferences({ foldDuplicates: !foldDuplicates }),
    },
    'line',
    { label: t('filter.asText'), icon: SquarePen, run: onAsText },
    { label: t('head.saveView'), icon: BookmarkPlus, disabled: !spec.filter, run: () => setDialog('save') },
    ...(mayChange
      ? [
          { label: t('head.overwrite'), icon: Save, disabled: !filtered, run: () => void overwrite() },
          { label: t('head.rename'), icon: Pencil, run: () => setDialog('rename') },
          { label: t('head.remove'), icon: Trash2, danger: true, run: () => void remove() },
        ]
      : []),
    'line',
    {
      label: t('head.refresh'),
      icon: RefreshCw,
      run: () => invalidateRoute(queryClient, caseRoutes.list, caseRoutes.counts),
    },
    {
      label: t('head.keys'),
      icon: Keyboard,
      keyHint: '?',
      run: () => document.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true })),
    },
  ]
  return (
    <div className={styles.head}>
      <Heading tabIndex={-1} data-page-heading className={styles.title}>
        {title}
      </Heading>
      <span className={styles.count}>{over ? `${number}+` : number}</span>
      <span className={styles.space} />
      {mayTake && (
        <IconButton
          small
          icon={FastForward}
          label={t('app:takeNext.label')}
          keyHint={takeNextKey}
          onClick={() => void takeNext()}
        />
      )}
      {filtered && spec.filter && (
        <IconButton small icon={BookmarkPlus} label={t('head.saveView')} onClick={() => setDialog('save')} />
      )}
      <Menu
        end
        width={200}
        label={t('head.sort')}
        entries={sorts.map((sort) => ({
          label: t(`sort.${sort}`),
          checked: spec.sort === sort,
          run: () => place.sortBy(sort),
        }))}
        target={
          <button type="button" className={styles.sort} aria-label={t('head.sortBy', { sort: t(`sort.${spec.sort}`) })}>
            <ArrowDownUp size={15} />
            {t(`sort.${spec.sort}`)}
          </button>
        }
      />
      <Menu
        end
        label={t('head.more')}
        entries={more}
        target={<IconButton small icon={Ellipsis} label={t('head.more')} />}
      />
      {dialog && (
        <Suspense>
          <SaveViewDialog place={place} rename={dialog === 'rename' ? saved : null} onClose={() => setDialog(null)} />
        </Suspense>
      )}
    </div>
  )
})
