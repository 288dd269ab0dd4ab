import { type CaseDetail, caseRoutes } from '@resonanz/contracts'
import {
  AlarmClock,
  ArrowRight,
  CircleCheck,
  Copy,
  Eye,
  EyeOff,
  Flag,
  Info,
  Link2,
  type LucideIcon,
  Merge,
  PanelRight,
  Printer,
  Split,
  Tag,
  Tags,
  Undo2,
  UserRound,
  UserRoundPlus,
  Users,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { storeCase } from '#lib/case-cache.ts'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { queryClient } from '#lib/query.ts'
import { useMe } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { copyText } from '#ui/copy.ts'
import { isClosed } from './case-data.ts'
import { correctActions } from './correct-actions.ts'
import type { DialogName } from './dialogs/dialog-types.ts'
import type { SideTab } from './side/side-panel.tsx'
import { useChange } from './use-change.ts'

export type CaseAction = {
  id: string
  label: string
  labelKey: string
  icon: LucideIcon
  key?: string
  when: boolean
  run: () => void
  inMenu?: 'work' | 'shape' | 'share'
}
type Options = {
  detail: CaseDetail
  openDialog: (name: DialogName) => void
  togglePanel: () => void
  showTab: (tab: SideTab) => void
  onNext: () => void
  onClose?: () => void
}

/** What can be done with a case, once: answers the keys, fills the menu, draws the buttons. */
export function useCaseActions({ detail, openDialog, togglePanel, showTab, onNext, onClose }: Options): CaseAction[] {
  const { t } = useTranslation(['cases', 'ui'])
  const me = useMe()
  const change = useChange(detail)
  const may = (what: string) => detail.allowed.includes(what)
  const closed = isClosed(detail)

  async function undoJoin(): Promise<void> {
    if (!detail.undoable) return
    try {
      storeCase(
        queryClient,
        await call(caseRoutes.undo, { params: { id: detail.id }, body: { undoId: detail.undoable.id } }),
      )
      refreshAround(detail.id)
      showNotice({ text: t('done.undone'), tone: 'ok' })
    } catch (error) {
      tellProblem(error)
    }
  }

  const actions: Omit<CaseAction, 'label'>[] = [
    {
      id: 'case.close',
      labelKey: closed ? 'cases:act.reopen' : 'cases:act.done',
      icon: CircleCheck,
      key: 'e',
      when: may('change'),
      run: () =>
        void (closed
          ? change({ category: 'open' }, t('done.reopened'))
          : change({ category: 'done' }, t('done.done')).then((ok) => ok && onNext())),
    },
    {
      id: 'case.followUp',
      labelKey: 'cases:act.followUp',
      icon: AlarmClock,
      key: 'h',
      when: may('followUp'),
      run: () => openDialog('followUp'),
    },
    {
      id: 'case.take',
      labelKey: 'cases:act.take',
      icon: UserRound,
      key: 'i',
      when: may('assign') && detail.owner?.id !== me?.member.id,
      inMenu: 'work',
      run: () => me && void change({ ownerId: me.member.id }, t('done.taken')),
    },
    {
      id: 'case.assign',
      labelKey: 'cases:act.assign',
      icon: UserRoundPlus,
      key: 'a',
      when: may('assign'),
      inMenu: 'work',
      run: () => openDialog('assign'),
    },
    {
      id: 'case.return',
      labelKey: 'cases:act.return',
      icon: Users,
      when: may('assign') && detail.owner !== null,
      inMenu: 'work',
      run: () => void change({ ownerId: null }, t('done.returned')),
    },
    {
      id: 'case.priority',
      labelKey: 'cases:act.priority',
      icon: Flag,
      key: 'p',
      when: may('change'),
      inMenu: 'work',
      run: () => openDialog('priority'),
    },
    {
      id: 'case.topic',
      labelKey: 'cases:act.topic',
      icon: Tag,
      key: 'l',
      when: may('change'),
      inMenu: 'work',
      run: () => openDialog('topic'),
    },
    ...correctActions(detail, openDialog),
    {
      id: 'case.tags',
      labelKey: 'cases:act.tags',
      icon: Tags,
      when: may('change'),
      inMenu: 'work',
      run: () => openDialog('tags'),
    },
    {
      id: 'case.particulars',
      labelKey: 'cases:act.particulars',
      icon: Info,
      when: may('change'),
      inMenu: 'work',
      run: () => openDialog('particulars'),
    },
    {
      id: 'case.merge',
      labelKey: 'cases:act.merge',
      icon: Merge,
      key: 'm',
      when: may('merge'),
      inMenu: 'shape',
      run: () => openDialog('merge'),
    },
    {
      id: 'case.split',
      labelKey: 'cases:act.split',
      icon: Split,
      when: may('split'),
      inMenu: 'shape',
      run: () => openDialog('split'),
    },
    {
      id: 'case.undoJoin',
      labelKey: `cases:act.undo_${detail.undoable?.kind ?? 'merge'}`,
      icon: Undo2,
      when: may('undo') && detail.undoable !== null,
      inMenu: 'shape',
      run: () => void undoJoin(),
    },
    {
      id: 'case.watch',
      labelKey: detail.watching ? 'cases:act.unwatch' : 'cases:act.watch',
      icon: detail.watching ? EyeOff : Eye,
      when: may('change'),
      inMenu: 'share',
      run: () => void change({ watching: !detail.watching }, t(detail.watching ? 'done.unwatched' : 'done.watched')),
    },
    {
      id: 'case.copy',
      labelKey: 'cases:act.copy',
      icon: Copy,
      key: '.',
      when: true,
      run: () => copyNumber(detail, (text) => t('copied', { text })),
    },
    {
      id: 'case.link',
      labelKey: 'cases:act.link',
      icon: Link2,
      when: true,
      inMenu: 'share',
      run: () => void copyText(`${location.origin}/cases/${detail.id}`, t('done.link')),
    },
    {
      id: 'case.print',
      labelKey: 'cases:act.print',
      icon: Printer,
      when: true,
      inMenu: 'share',
      run: () => window.print(),
    },
    { id: 'case.panel', labelKey: 'cases:act.panel', icon: PanelRight, key: 'b', when: true, run: togglePanel },
    {
      id: 'case.tab1',
      labelKey: 'cases:side.customer',
      icon: PanelRight,
      key: '1',
      when: true,
      run: () => showTab('customer'),
    },
    {
      id: 'case.tab2',
      labelKey: 'cases:side.case',
      icon: PanelRight,
      key: '2',
      when: true,
      run: () => showTab('case'),
    },
    {
      id: 'case.tab3',
      labelKey: 'cases:side.activity',
      icon: PanelRight,
      key: '3',
      when: true,
      run: () => showTab('activity'),
    },
    { id: 'case.next', labelKey: 'cases:act.next', icon: ArrowRight, when: true, run: onNext },
  ]
  useActions([
    ...actions,
    {
      id: 'case.back',
      labelKey: 'cases:act.back',
      key: 'u',
      when: onClose !== undefined,
      keyOnly: true,
      run: () => onClose?.(),
    },
  ])
  return actions.map((action) => ({ ...action, label: t(action.labelKey as 'act.done') }))
}

const AGAIN_MS = 1500
let copies = { count: 0, at: 0 }

/** Once the number, twice in a row with the title, three times with the link too. */
function copyNumber({ id, number, title }: CaseDetail, said: (text: string) => string): void {
  const now = performance.now()
  copies = { count: now - copies.at < AGAIN_MS ? (copies.count % 3) + 1 : 1, at: now }
  const texts = [`#${number}`, `#${number} ${title}`, `#${number} ${title} ${location.origin}/cases/${id}`]
  const text = texts[copies.count - 1] ?? `#${number}`
  void copyText(text, said(text))
}
