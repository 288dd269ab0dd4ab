import { goodwillRoutes, type Unit } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { parseMoney } from '#lib/money.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { TextField } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { SelectField } from '#ui/select-field.tsx'

export type BudgetDraft = { id?: string; unitId: string | null; currency: string; monthlyMinor?: number }
type Props = { draft: BudgetDraft; units: Unit[]; onClose: () => void }

/** What a unit may spend a month; counts for the month that runs as well. */
export function BudgetDialog({ draft, units, onClose }: Props) {
  const { t } = useTranslation(['goodwill', 'ui'])
  const language = useLanguage()
  const [unitId, setUnitId] = useState(draft.unitId)
  const [typed, setTyped] = useState(
    draft.monthlyMinor === undefined
      ? ''
      : String(draft.monthlyMinor / 100).replace('.', language === 'de' ? ',' : '.'),
  )
  const [isAsked, setAsked] = useState(false)
  const monthlyMinor = parseMoney(typed, language)
  const save = useMutation({
    mutationFn: (amount: number | null) =>
      call(goodwillRoutes.setBudget, { body: { unitId, currency: draft.currency, monthlyMinor: amount } }),
    onSuccess: (_, amount) => {
      invalidateRoute(queryClient, goodwillRoutes.frame)
      showNotice({ text: t(amount === null ? 'done.budgetEnded' : 'done.budget'), tone: 'ok' })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('frame.budgetTitle')}
      onClose={onClose}
      busy={save.isPending}
      remove={draft.id ? { label: t('frame.endBudget'), onRemove: () => save.mutate(null) } : undefined}
      error={save.error}
      onSubmit={() => {
        setAsked(true)
        if (monthlyMinor !== null) save.mutate(monthlyMinor)
      }}
    >
      <SelectField
        optional
        clearable
        disabled={draft.id !== undefined}
        label={t('frame.unit')}
        description={t('frame.unitHelp')}
        placeholder={t('frame.company')}
        value={unitId}
        onChange={(id) => setUnitId(id === null ? null : String(id))}
        data={units.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        data-autofocus
        label={t('frame.monthly', { currency: draft.currency })}
        inputMode="decimal"
        value={typed}
        error={isAsked && monthlyMinor === null && t('amountWrong')}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
