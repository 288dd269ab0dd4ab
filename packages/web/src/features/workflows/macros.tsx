import type { CaseDetail } from '@resonanz/contracts'
import { Zap } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { type Macro, useMacros, useRunMacro } from '#lib/macros.ts'
import { useMay } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/page.tsx'
import { PickDialog } from '#ui/pick-dialog.tsx'
import { Runs } from './runs.tsx'

type Props = { detail: CaseDetail }

/** Macros in the case by key and palette; always there, seen only while somebody picks one. */
export function CaseMacros({ detail }: Props) {
  const may = useMay('case.write') && detail.allowed.includes('change')
  const macros = useMacros()
  const run = useRunMacro()
  const [isOpen, setOpen] = useState(false)
  useActions([
    {
      id: 'case.macro',
      key: 'Shift+m',
      labelKey: 'workflows:macro.open',
      icon: Zap,
      when: may,
      run: () => setOpen(true),
    },
    ...macros.map((macro) => ({
      id: `macro.${macro.id}`,
      labelKey: 'workflows:macro.run',
      labelValues: { name: macro.name },
      icon: Zap,
      when: may,
      ...(macro.key ? { key: `q ${macro.key}` } : {}),
      run: () => void run(macro, [detail.id]),
    })),
  ])
  return isOpen ? (
    <MacroDialog macros={macros} onPick={(macro) => void run(macro, [detail.id])} onClose={() => setOpen(false)} />
  ) : null
}

/** What rules and macros did here, and the way to start one. */
export function CaseWorkflows({ detail }: Props) {
  const { t } = useTranslation('workflows')
  const may = useMay('case.write') && detail.allowed.includes('change')
  const macros = useMacros()
  const run = useRunMacro()
  const [isOpen, setOpen] = useState(false)
  return (
    <Section
      title={t('runs.ofCase')}
      actions={
        may && (
          <Button icon={Zap} onClick={() => setOpen(true)}>
            {t('macro.open')}
          </Button>
        )
      }
    >
      <Runs caseId={detail.id} />
      {isOpen && (
        <MacroDialog macros={macros} onPick={(macro) => void run(macro, [detail.id])} onClose={() => setOpen(false)} />
      )}
    </Section>
  )
}

type DialogProps = { macros: Macro[]; onPick: (macro: Macro) => void; onClose: () => void }

function MacroDialog({ macros, onPick, onClose }: DialogProps) {
  const { t } = useTranslation('workflows')
  const choices = macros.map(({ id, name, key }) => ({ id, label: name, hint: key ? `q ${key}` : undefined }))
  return (
    <PickDialog
      title={t('macro.title')}
      label={t('macro.search')}
      choices={choices.length > 0 ? choices : [{ id: 'none', label: t('macro.none') }]}
      onPick={(id) => {
        onClose()
        const macro = macros.find((one) => one.id === id)
        if (macro) onPick(macro)
      }}
      onClose={onClose}
    />
  )
}
