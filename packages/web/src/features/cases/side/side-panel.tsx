import type { CaseDetail } from '@resonanz/contracts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Tabs } from '#ui/tabs.tsx'
import type { DialogName } from '../dialogs/dialog-types.ts'
import { CaseFacts } from './case-facts.tsx'
import { History } from './history.tsx'
import styles from './side.module.css'

export type SideTab = 'customer' | 'case' | 'knowledge' | 'activity'
type Props = {
  detail: CaseDetail
  tab: SideTab
  onTab: (tab: SideTab) => void
  customer: ReactNode
  knowledge: ReactNode
  questions: ReactNode
  promises: ReactNode
  openDialog: (name: DialogName) => void
}

export function SidePanel({ detail, tab, onTab, customer, knowledge, questions, promises, openDialog }: Props) {
  const { t } = useTranslation(['cases', 'ui'])
  return (
    <Tabs
      inset
      className={styles.tabs}
      label={t('side.label')}
      value={tab}
      onChange={onTab}
      tabs={[
        { id: 'customer', label: t('side.customer'), content: customer },
        {
          id: 'case',
          label: t('side.case'),
          content: <CaseFacts detail={detail} questions={questions} promises={promises} openDialog={openDialog} />,
        },
        { id: 'knowledge', label: t('side.knowledge'), content: knowledge },
        { id: 'activity', label: t('side.activity'), content: <History caseId={detail.id} /> },
      ]}
    />
  )
}
