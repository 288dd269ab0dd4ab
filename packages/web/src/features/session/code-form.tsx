import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { Banner } from '#ui/states.tsx'
import { asked, type AuthTrouble } from './auth-answer.ts'
import { authClient } from './auth-client.ts'
import styles from './form.module.css'

/** The second factor: six digits from the app, or one of the backup codes. Sends itself once the digits are there. */
export function CodeForm({ onDone, onBack }: { onDone: () => Promise<void>; onBack: () => void }) {
  const { t } = useTranslation('session')
  const [kind, setKind] = useState<'app' | 'backup'>('app')
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<AuthTrouble | null>(null)

  async function check(typed: string): Promise<void> {
    setBusy(true)
    const given = { code: typed }
    const ask = () =>
      kind === 'app' ? authClient.twoFactor.verifyTotp(given) : authClient.twoFactor.verifyBackupCode(given)
    const { trouble } = await asked<unknown>(ask, 'code')
    setTrouble(trouble)
    if (!trouble) return onDone()
    setBusy(false)
    setCode('')
  }
  function typed(text: string): void {
    const clean = kind === 'app' ? text.replace(/\D/g, '').slice(0, 6) : text.trim().slice(0, 40)
    setCode(clean)
    if (kind === 'app' && clean.length === 6 && clean !== code) void check(clean)
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void check(code)
      }}
    >
      {trouble && <Banner tone="bad">{t(`trouble.${trouble}`)}</Banner>}
      <TextField
        key={kind}
        className={kind === 'app' ? styles.code : undefined}
        label={t(`code.${kind}`)}
        inputMode={kind === 'app' ? 'numeric' : 'text'}
        autoComplete="one-time-code"
        autoFocus
        disabled={busy}
        value={code}
        onChange={(event) => typed(event.currentTarget.value)}
      />
      <Button type="submit" look="primary" busy={busy} disabled={code === ''}>
        {t('code.button')}
      </Button>
      <div className={styles.links}>
        <Button small look="quiet" onClick={onBack}>
          {t('code.back')}
        </Button>
        <Button small look="quiet" onClick={() => (setKind(kind === 'app' ? 'backup' : 'app'), setCode(''))}>
          {t(kind === 'app' ? 'code.useBackup' : 'code.useApp')}
        </Button>
      </div>
    </form>
  )
}
