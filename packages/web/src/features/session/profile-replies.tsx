import type { Preferences } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { savePreferences } from '#lib/saved-preferences.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { TextAreaField, TextField } from '#ui/field.tsx'
import { FormColumn, Section } from '#ui/page.tsx'

export function RepliesSection({ preferences }: { preferences: Preferences }) {
  const { t } = useTranslation(['session', 'ui'])
  const [signature, setSignature] = useState(preferences.signature ?? '')
  const [undoSeconds, setUndoSeconds] = useState(String(preferences.undoSeconds ?? 10))
  const [busy, setBusy] = useState(false)
  async function save(): Promise<void> {
    setBusy(true)
    const seconds = Math.max(0, Math.min(60, Math.round(Number(undoSeconds)) || 0))
    setUndoSeconds(String(seconds))
    await savePreferences({ signature, undoSeconds: seconds })
    setBusy(false)
    showNotice({ text: t('ui:saved'), tone: 'ok' })
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
          onChange={(event) => setSignature(event.currentTarget.value)}
        />
        <TextField
          label={t('profile.replies.undo')}
          description={t('profile.replies.undoHelp')}
          inputMode="numeric"
          styles={{ input: { maxWidth: 120 } }}
          value={undoSeconds}
          onChange={(event) => setUndoSeconds(event.currentTarget.value.replace(/\D/g, '').slice(0, 2))}
        />
      </FormColumn>
    </Section>
  )
}
