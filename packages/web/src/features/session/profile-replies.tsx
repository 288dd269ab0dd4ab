import type { Preferences } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tellProblem } from '#lib/change-case.ts'
import { keepPreferences } from '#lib/saved-preferences.ts'
import { only, useTouched } from '#lib/touched.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { TextAreaField, TextField } from '#ui/field.tsx'
import { FormColumn, Section } from '#ui/page.tsx'

export function RepliesSection({ preferences }: { preferences: Preferences }) {
  const { t } = useTranslation(['session', 'ui'])
  const form = useTouched({
    signature: preferences.signature ?? '',
    undoSeconds: String(preferences.undoSeconds ?? 10),
  })
  const { signature, undoSeconds } = form.values
  const [busy, setBusy] = useState(false)
  async function save(): Promise<void> {
    setBusy(true)
    const sent = form.touched
    const seconds = Math.max(0, Math.min(60, Math.round(Number(undoSeconds)) || 0))
    try {
      await keepPreferences(only({ signature, undoSeconds: seconds }, form.changes))
      form.settle(sent)
      showNotice({ text: t('ui:saved'), tone: 'ok' })
    } catch (error) {
      tellProblem(error)
    }
    setBusy(false)
  }
  return (
    <Section title={t('profile.replies.title')}>
      <FormColumn
        onSubmit={() => void save()}
        buttons={
          <Button type="submit" busy={busy}>
            {t('ui:save')}
          </Button>
        }
      >
        <TextAreaField
          label={t('profile.replies.signature')}
          description={t('profile.replies.signatureHelp')}
          optional
          maxLength={2000}
          value={signature}
          onChange={(event) => form.set({ signature: event.currentTarget.value })}
        />
        <TextField
          label={t('profile.replies.undo')}
          description={t('profile.replies.undoHelp')}
          inputMode="numeric"
          styles={{ input: { maxWidth: 120 } }}
          value={undoSeconds}
          onChange={(event) => form.set({ undoSeconds: event.currentTarget.value.replace(/\D/g, '').slice(0, 2) })}
        />
      </FormColumn>
    </Section>
  )
}
