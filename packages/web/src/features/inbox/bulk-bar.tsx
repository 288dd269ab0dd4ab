import {
  AlarmClock,
  CircleCheck,
  Ellipsis,
  Flag,
  MessagesSquare,
  Network,
  Tag,
  Tags,
  UserRound,
  UserRoundPlus,
  Users,
  X,
  Zap,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { manyMost, useAnswerMany } from '#lib/answer-many.ts'
import type { Correction } from '#lib/correct-cases.ts'
import { useMacros, useRunMacro } from '#lib/macros.ts'
import { useMay } from '#lib/session.ts'
import { useLanguage } from '#lib/use-language.ts'
import { IconButton } from '#ui/button.tsx'
import { Menu } from '#ui/menu.tsx'
import type { ChangeKind } from './change/change-dialog.tsx'
import type { BulkChange } from './change/plan.ts'
import styles from './list-pane.module.css'
import { moodActions } from './mood-actions.ts'

type Props = {
  count: number
  /** How many the filter holds beyond what is chosen; null: everything is chosen. */
  more: { total: number | null; onAll: () => void } | null
  myId: string | undefined
  onAsk: (kind: ChangeKind) => void
  onChange: (change: BulkChange, what: string, value: string) => void
  /** Null while everything is chosen: what nobody has looked at is not corrected. */
  onCorrect: ((correction: Correction) => void) | null
  /** The chosen cases, for macros; null while everything is chosen. */
  ids: string[] | null
  onAttach: () => void
  onNone: () => void
}

/** What can be done with the chosen cases. Its keys win over those of the case beside the list. */
export function BulkBar({ count, more, myId, onAsk, onChange, onCorrect, ids, onAttach, onNone }: Props) {
  const { t } = useTranslation('inbox')
  const language = useLanguage()
  const number = new Intl.NumberFormat(language).format(count)
  const done = () => onChange({ category: 'done' }, t('change.status'), t('state.done'))
  const macros = useMacros()
  const runMacro = useRunMacro()
  const answerMany = useAnswerMany()
  const few = ids !== null && ids.length <= manyMost ? ids : null
  const mayAnswer = useMay('reply.many') && few !== null
  const answer = () => few && answerMany({ caseIds: few })
  const take = () => myId && onChange({ ownerId: myId }, t('change.assign'), t('value.me'))
  const moods = moodActions((correction) => onCorrect?.(correction), onCorrect !== null)
  useActions([
    ...moods,
    { id: 'case.take', key: 'i', labelKey: 'inbox:keys.take', icon: UserRound, run: () => void take() },
    { id: 'case.assign', key: 'a', labelKey: 'inbox:keys.assign', icon: UserRoundPlus, run: () => onAsk('assign') },
    { id: 'case.followUp', key: 'h', labelKey: 'inbox:keys.followUp', icon: AlarmClock, run: () => onAsk('followUp') },
    { id: 'case.close', key: 'e', labelKey: 'inbox:keys.done', icon: CircleCheck, run: done },
    { id: 'case.priority', key: 'p', labelKey: 'inbox:keys.priority', icon: Flag, run: () => onAsk('priority') },
    { id: 'case.topic', key: 'l', labelKey: 'inbox:keys.topic', icon: Tag, run: () => onAsk('topic') },
    {
      id: 'case.incident',
      key: 'Shift+i',
      labelKey: 'inbox:keys.attach',
      icon: Network,
      when: few !== null,
      run: onAttach,
    },
    {
      id: 'list.answer',
      key: 'r',
      labelKey: 'inbox:keys.answerAll',
      icon: MessagesSquare,
      when: mayAnswer,
      run: () => void answer(),
    },
    { id: 'list.none', key: 'Escape', labelKey: 'inbox:keys.none', keyOnly: true, run: onNone },
  ])
  return (
    <div className={styles.bulk} role="toolbar" aria-label={t('bulk.label')}>
      <div className={styles.bulkLine}>
        <IconButton small icon={X} label={t('bulk.none')} keyHint="Escape" onClick={onNone} />
        <b aria-live="polite">{t('bulk.count', { count, number })}</b>
        {more && (
          <button type="button" className={styles.textButton} onClick={more.onAll}>
            {more.total === null
              ? t('bulk.all')
              : t('bulk.allOf', { number: new Intl.NumberFormat(language).format(more.total) })}
          </button>
        )}
      </div>
      <div className={styles.bulkLine}>
        <IconButton small icon={UserRoundPlus} label={t('change.assign')} keyHint="a" onClick={() => onAsk('assign')} />
        <IconButton
          small
          icon={AlarmClock}
          label={t('change.followUp')}
          keyHint="h"
          onClick={() => onAsk('followUp')}
        />
        <IconButton small icon={CircleCheck} label={t('bulk.done')} keyHint="e" onClick={done} />
        <IconButton small icon={Flag} label={t('change.priority')} keyHint="p" onClick={() => onAsk('priority')} />
        <IconButton small icon={Tag} label={t('change.topic')} keyHint="l" onClick={() => onAsk('topic')} />
        {mayAnswer && (
          <IconButton
            small
            icon={MessagesSquare}
            label={t('keys.answerAll')}
            keyHint="r"
            onClick={() => void answer()}
          />
        )}
        {few && <IconButton small icon={Network} label={t('keys.attach')} keyHint="Shift+i" onClick={onAttach} />}
        <Menu
          end
          label={t('bulk.more')}
          entries={[
            { label: t('keys.take'), icon: UserRound, keyHint: 'i', run: () => void take() },
            { label: t('change.team'), icon: Users, run: () => onAsk('team') },
            { label: t('change.status'), icon: CircleCheck, run: () => onAsk('status') },
            'line',
            { label: t('change.tag'), icon: Tags, run: () => onAsk('tag') },
            { label: t('change.untag'), icon: Tags, run: () => onAsk('untag') },
            ...(ids && ids.length <= 200 && macros.length > 0
              ? [
                  'line' as const,
                  ...macros.map((macro) => ({ label: macro.name, icon: Zap, run: () => void runMacro(macro, ids) })),
                ]
              : []),
            ...(onCorrect
              ? [
                  'line' as const,
                  ...moods.map(({ label, icon, key, run }) => ({ label: t(label), icon, keyHint: key, run })),
                ]
              : []),
          ]}
          target={<IconButton small icon={Ellipsis} label={t('bulk.more')} />}
        />
      </div>
    </div>
  )
}
