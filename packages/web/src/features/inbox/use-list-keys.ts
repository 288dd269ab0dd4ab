import { caseRoutes } from '@resonanz/contracts'
import {
  AlarmClock,
  ArrowRight,
  Ban,
  CircleCheck,
  Copy,
  Flag,
  Languages,
  ListChecks,
  Network,
  Shapes,
  UserRound,
  UserRoundPlus,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { showNotice } from '#lib/undo.ts'
import { moodActions } from './mood-actions.ts'
import type { Place } from './list-spec.ts'
import type { Cursor } from './list/use-cursor.ts'
import type { Changes } from './use-changes.tsx'

type Options = { cursor: Cursor; changes: Changes; place: Place; mayWrite: boolean; order: readonly string[] }

/** The keys of the list. A case open beside it answers those for cases itself. */
export function useListKeys({ cursor, changes, place, mayWrite, order }: Options): void {
  const { t } = useTranslation('inbox')
  const any = order.length > 0
  const work = any && mayWrite && cursor.id !== null

  async function next(): Promise<void> {
    const after = place.caseId ?? undefined
    const { id } = await call(caseRoutes.next, { query: after ? { after } : {} }).catch(() => ({ id: null }))
    if (id) place.open(id)
    else showNotice({ text: t('list.noNext') })
  }
  useActions([
    {
      id: 'list.down',
      key: 'j',
      labelKey: 'inbox:keys.down',
      keyOnly: true,
      when: any,
      run: () => cursor.move(1, false),
    },
    { id: 'list.up', key: 'k', labelKey: 'inbox:keys.up', keyOnly: true, when: any, run: () => cursor.move(-1, false) },
    {
      id: 'list.extendDown',
      key: 'Shift+j',
      labelKey: 'inbox:keys.extendDown',
      keyOnly: true,
      when: any,
      run: () => cursor.move(1, true),
    },
    {
      id: 'list.extendUp',
      key: 'Shift+k',
      labelKey: 'inbox:keys.extendUp',
      keyOnly: true,
      when: any,
      run: () => cursor.move(-1, true),
    },
    {
      id: 'list.open',
      key: 'o',
      labelKey: 'inbox:keys.open',
      keyOnly: true,
      when: any,
      run: () => cursor.id && place.open(cursor.id),
    },
    {
      id: 'list.choose',
      key: 'x',
      labelKey: 'inbox:keys.choose',
      keyOnly: true,
      when: work,
      run: () => cursor.id && cursor.choose(cursor.id, false),
    },
    { id: 'list.all', key: '*', labelKey: 'inbox:keys.all', icon: ListChecks, when: any && mayWrite, run: cursor.all },
    { id: 'list.next', key: 'n', labelKey: 'inbox:keys.next', icon: ArrowRight, run: () => void next() },
    { id: 'case.take', key: 'i', labelKey: 'inbox:keys.take', icon: UserRound, when: work, run: changes.takeHere },
    {
      id: 'case.assign',
      key: 'a',
      labelKey: 'inbox:keys.assign',
      icon: UserRoundPlus,
      when: work,
      run: () => changes.askHere('assign'),
    },
    {
      id: 'case.followUp',
      key: 'h',
      labelKey: 'inbox:keys.followUp',
      icon: AlarmClock,
      when: work,
      run: () => changes.askHere('followUp'),
    },
    { id: 'case.close', key: 'e', labelKey: 'inbox:keys.done', icon: CircleCheck, when: work, run: changes.doneHere },
    {
      id: 'case.priority',
      key: 'p',
      labelKey: 'inbox:keys.priority',
      icon: Flag,
      when: work,
      run: () => changes.askHere('priority'),
    },
    {
      id: 'case.irrelevant',
      key: '#',
      labelKey: 'inbox:keys.irrelevant',
      icon: Ban,
      when: work,
      run: () => changes.askHere('irrelevant'),
    },
    {
      id: 'case.incident',
      key: 'Shift+i',
      labelKey: 'inbox:keys.attach',
      icon: Network,
      when: work,
      run: changes.attachHere,
    },
    ...moodActions(changes.correctHere, work),
    {
      id: 'case.kind',
      key: 'Shift+a',
      labelKey: 'inbox:keys.kind',
      icon: Shapes,
      when: work,
      run: () => changes.askCorrection('kind'),
    },
    {
      id: 'case.language',
      key: 'Shift+l',
      labelKey: 'inbox:keys.language',
      icon: Languages,
      when: work,
      run: () => changes.askCorrection('language'),
    },
    {
      id: 'list.duplicates',
      labelKey: 'inbox:keys.duplicates',
      icon: Copy,
      when: changes.sameHere !== null,
      run: () => changes.sameHere?.(),
    },
  ])
}
