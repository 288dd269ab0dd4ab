import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { PasswordField } from '#ui/field.tsx'
import { FormColumn, Section } from '#ui/page.tsx'
import { asked } from './auth-answer.ts'
import { authClient } from './auth-client.ts'
import { isLongEnough, NewPasswordField } from './new-password-field.tsx'

export function PasswordSection() {
  const { t } = useTranslation('session')
  const client = useQueryClient()
  const [current, setCurrent] = useState('')
  const [wanted, setWanted] = useState('')
  const [checked, setChecked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  async function change(): Promise<void> {
    setChecked(true)
    if (!current || !isLongEnough(wanted)) return
    setBusy(true)
    const given = { currentPassword: current, newPassword: wanted, revokeOtherSessions: true }
    const { trouble } = await asked<unknown>(() => authClient.changePassword(given), 'change')
    setBusy(false)
    if (trouble) return setError(trouble === 'wrong' ? t('profile.password.wrong') : t(`trouble.${trouble}`))
    setCurrent('')
    setWanted('')
    setChecked(false)
    setError(null)
    showNotice({ text: t('profile.password.done'), tone: 'ok' })
    void client.invalidateQueries({ queryKey: ['sessions'] })
  }

  return (
    <Section title={t('profile.password.title')} intro={t('profile.password.intro')}>
      <FormColumn
        onSubmit={() => void change()}
        buttons={
          <Button type="submit" busy={busy}>
            {t('profile.password.button')}
          </Button>
        }
      >
        <PasswordField
          label={t('profile.password.current')}
          autoComplete="current-password"
          value={current}
          onChange={(event) => {
            setCurrent(event.currentTarget.value)
            setError(null)
          }}
          error={error ?? (checked && !current && t('field.missing'))}
        />
        <NewPasswordField value={wanted} onChange={setWanted} checked={checked} />
      </FormColumn>
    </Section>
  )
}
