import { goodwillRoutes, type Unit } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { parseMoney } from '#lib/money.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './goodwill.module.css'

export type BudgetDraft = { id?: string; unitId: string | null; currency: string; monthlyMinor?: number }
type Props = { draft: BudgetDraft; units: Unit[]; onClose: () => void }

/** What a unit may spend a month; counts for the month that runs as well. */
export function BudgetDialog({ draft, units, onClose }: Props) {
  const { t } = useTranslation(['goodwill', 'ui'])
  const language = useLanguage()
  const form = useId()
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
    <Dialog
      open
      title={t('frame.budgetTitle')}
      onClose={onClose}
      footer={
        <>
          {draft.id && (
            <Button look="quiet" busy={save.isPending} onClick={() => save.mutate(null)}>
              {t('frame.endBudget')}
            </Button>
          )}
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" type="submit" form={form} busy={save.isPending}>
            {t('ui:save')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (monthlyMinor !== null) save.mutate(monthlyMinor)
        }}
      >
        {save.error && <ErrorState compact error={save.error} />}
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
      </form>
    </Dialog>
  )
}
