import type { CaseDetail } from '@resonanz/contracts'
import { ArrowLeft, Ellipsis, PanelRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeyFor } from '#lib/actions.ts'
import { useWidthClass } from '#lib/device.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Menu, type MenuEntry } from '#ui/menu.tsx'
import type { CaseAction } from '../case-actions.ts'
import { isClosed } from '../case-data.ts'
import type { DialogName } from '../dialogs/dialog-types.ts'
import styles from './case-head.module.css'
import { DueClocks } from './due-clocks.tsx'
import { CaseTitle } from './case-title.tsx'
import { LastWord } from './last-word.tsx'
import { Responsible } from './responsible.tsx'
import { UnderstoodChips } from './understood-chips.tsx'

type Other = { id: string; name: string; doing: 'viewing' | 'writing' }
type Props = {
  detail: CaseDetail
  others: Other[]
  actions: CaseAction[]
  openDialog: (name: DialogName) => void
  panelOpen: boolean
  alone: boolean
  /** Where the case stands, and what is next. */
  steps: ReactNode
  onClose?: () => void
}

/** Two lines that stay: what it is and what to do next; what is due, what the customer last heard, who is on it. */
export function CaseHead({ detail, others, actions, openDialog, panelOpen, alone, steps, onClose }: Props) {
  const { t } = useTranslation(['cases', 'ui'])
  const small = useWidthClass() === 'S'
  const action = (id: string) => actions.find((one) => one.id === id && one.when)
  const followUp = action('case.followUp')
  const close = action('case.close')
  const copy = action('case.copy')
  const panel = action('case.panel')
  const followUpKey = useKeyFor('case.followUp', 'h')
  const closeKey = useKeyFor('case.close', 'e')
  const panelKey = useKeyFor('case.panel', 'b')
  return (
    <header className={styles.head}>
      <div className={styles.first}>
        {onClose && alone && <IconButton icon={ArrowLeft} label={t('act.back')} onClick={onClose} />}
        {!small && <CaseTitle detail={detail} />}
        <button type="button" className={styles.number} title={t('act.copyHelp')} onClick={copy?.run}>
          #{detail.number}
        </button>
        <span className={styles.space} />
        {followUp &&
          (small ? (
            <IconButton icon={followUp.icon} label={followUp.label} look="default" onClick={followUp.run} />
          ) : (
            <Button
              icon={followUp.icon}
              keyHint={followUpKey}
              aria-label={followUp.label}
              title={followUp.label}
              onClick={followUp.run}
            >
              {''}
            </Button>
          ))}
        {close &&
          (small ? (
            <IconButton icon={close.icon} label={close.label} look="default" onClick={close.run} />
          ) : (
            <Button icon={close.icon} keyHint={closeKey} onClick={close.run}>
              {close.label}
            </Button>
          ))}
        <Menu
          end
          width={280}
          label={t('act.more')}
          target={<IconButton icon={Ellipsis} label={t('act.more')} />}
          entries={menuOf(actions)}
        />
        {panel && (
          <IconButton
            icon={PanelRight}
            label={panel.label}
            keyHint={panelKey}
            pressed={panelOpen}
            onClick={panel.run}
          />
        )}
      </div>
      {small && <CaseTitle detail={detail} />}
      <div className={styles.second}>
        {detail.dueAt && detail.dueKind && !isClosed(detail) && (
          <DueClocks detail={{ ...detail, dueAt: detail.dueAt, dueKind: detail.dueKind }} />
        )}
        <LastWord detail={detail} />
        <Responsible detail={detail} openDialog={openDialog} />
        <UnderstoodChips detail={detail} openDialog={openDialog} />
        {others.length > 0 && (
          <span className={styles.others} role="status">
            {others.map((other) => (
              <span key={other.id} data-doing={other.doing}>
                {t(other.doing === 'writing' ? 'head.writing' : 'head.viewing', { name: other.name })}
              </span>
            ))}
          </span>
        )}
      </div>
      <div className={styles.steps}>{steps}</div>
    </header>
  )
}

function menuOf(actions: CaseAction[]): MenuEntry[] {
  const entries: MenuEntry[] = []
  for (const group of ['work', 'shape', 'share'] as const) {
    const found = actions.filter((action) => action.inMenu === group && action.when)
    if (found.length > 0 && entries.length > 0) entries.push('line')
    for (const { label, icon, key, run } of found) entries.push({ label, icon, keyHint: key, run })
  }
  return entries
}
