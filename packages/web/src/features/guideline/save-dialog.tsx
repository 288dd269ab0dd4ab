import { type GuidelineRule, guidelineRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './guideline.module.css'
import { type ShippedRule, useRuleWords } from './rule-words.ts'
import type { RuleChange } from './rules-draft.ts'

type Props = {
  draft: { basedOn: number; rules: GuidelineRule[] }
  changes: { rule: GuidelineRule; changes: RuleChange[] }[]
  shipped: readonly ShippedRule[]
  onSaved: () => void
  onClose: () => void
}

/** The last look: what the new version changes, and a word for those who come after. */
export function SaveDialog({ draft, changes, shipped, onSaved, onClose }: Props) {
  const { t } = useTranslation(['guideline', 'ui'])
  const form = useId()
  const [note, setNote] = useState('')
  const { nameOf } = useRuleWords(shipped)
  const save = useMutation({
    mutationFn: () => call(guidelineRoutes.save, { body: { ...draft, note: note.trim() } }),
    onSuccess: ({ version }) => {
      invalidateRoute(queryClient, guidelineRoutes.read, guidelineRoutes.versions)
      showNotice({ text: t('save.done', { version }), tone: 'ok' })
      onSaved()
    },
  })
  function submit(event: FormEvent): void {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Dialog
      open
      title={t('save.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" type="submit" form={form} busy={save.isPending}>
            {t('ui:save')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit} noValidate>
        {save.error && <ErrorState compact error={save.error} />}
        <ul className={styles.changes}>
          {changes.map(({ rule, changes: what }) => (
            <li key={rule.id}>
              <b>{nameOf(rule)}</b>
              <span>{what.map((one) => t(`change.${one}`)).join(', ')}</span>
            </li>
          ))}
        </ul>
        <TextField
          optional
          data-autofocus
          label={t('save.note')}
          description={t('save.noteHelp')}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  )
}
