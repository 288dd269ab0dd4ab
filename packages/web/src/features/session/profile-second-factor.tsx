import { sessionRoutes } from '@resonanz/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { Copy, ShieldCheck, ShieldOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { invalidateRoute } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { copyText } from '#ui/copy.ts'
import { PasswordField, TextField } from '#ui/field.tsx'
import { FormColumn, Section } from '#ui/page.tsx'
import { asked } from './auth-answer.ts'
import { authClient } from './auth-client.ts'
import styles from './profile.module.css'
import { QrCode } from '#ui/qr-code.tsx'

type Enrolment = { totpURI: string; backupCodes: string[] }

/** Turning the second factor on takes three moments: password, scan and check, keep the backup codes. */
export function SecondFactorSection({ on }: { on: boolean }) {
  const { t } = useTranslation('session')
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null)

  function finished(words: string): void {
    setAsking(false)
    setEnrolment(null)
    showNotice({ text: words, tone: 'ok' })
    invalidateRoute(client, sessionRoutes.me)
    void client.invalidateQueries({ queryKey: ['sessions'] })
  }
  async function confirm(password: string): Promise<string | null> {
    if (on) {
      const { trouble } = await asked<unknown>(() => authClient.twoFactor.disable({ password }), 'change')
      if (!trouble) finished(t('profile.factor.doneOff'))
      return trouble && (trouble === 'wrong' ? t('profile.factor.wrong') : t(`trouble.${trouble}`))
    }
    const { data, trouble } = await asked<Enrolment>(
      () => authClient.twoFactor.enable({ password }) as Promise<{ data: Enrolment | null; error: null }>,
      'change',
    )
    if (data) setEnrolment(data)
    return trouble && (trouble === 'wrong' ? t('profile.factor.wrong') : t(`trouble.${trouble}`))
  }

  const chip = on ? (
    <Chip tone="ok" icon={ShieldCheck}>
      {t('profile.factor.on')}
    </Chip>
  ) : (
    <Chip icon={ShieldOff}>{t('profile.factor.off')}</Chip>
  )
  return (
    <Section
      title={t('profile.factor.title')}
      intro={t(on ? 'profile.factor.introOn' : 'profile.factor.introOff')}
      actions={chip}
    >
      {!asking && !enrolment && (
        <div>
          <Button onClick={() => setAsking(true)}>{t(on ? 'profile.factor.turnOff' : 'profile.factor.turnOn')}</Button>
        </div>
      )}
      {asking && !enrolment && <AskPassword danger={on} onConfirm={confirm} onCancel={() => setAsking(false)} />}
      {enrolment && <Enrol enrolment={enrolment} onDone={() => finished(t('profile.factor.doneOn'))} />}
    </Section>
  )
}

type AskProps = { danger: boolean; onConfirm: (password: string) => Promise<string | null>; onCancel: () => void }

function AskPassword({ danger, onConfirm, onCancel }: AskProps) {
  const { t } = useTranslation(['session', 'ui'])
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  async function confirm(): Promise<void> {
    setBusy(true)
    setError(await onConfirm(password))
    setBusy(false)
  }
  const buttons = (
    <>
      <Button type="submit" look={danger ? 'danger' : 'primary'} busy={busy} disabled={!password}>
        {t(danger ? 'profile.factor.turnOff' : 'profile.factor.continue')}
      </Button>
      <Button look="quiet" onClick={onCancel}>
        {t('ui:cancel')}
      </Button>
    </>
  )
  return (
    <FormColumn onSubmit={() => void confirm()} buttons={buttons}>
      <PasswordField
        label={t('profile.factor.confirm')}
        autoComplete="current-password"
        autoFocus
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={error}
      />
    </FormColumn>
  )
}

function Enrol({ enrolment, onDone }: { enrolment: Enrolment; onDone: () => void }) {
  const { t } = useTranslation('session')
  const [code, setCode] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  async function check(): Promise<void> {
    setBusy(true)
    const { trouble } = await asked<unknown>(() => authClient.twoFactor.verifyTotp({ code }), 'code')
    setBusy(false)
    if (trouble) setError(t(`trouble.${trouble}`))
    else onDone()
  }
  const backup = enrolment.backupCodes.join('\n')
  return (
    <div className={styles.enrol}>
      <p>{t('profile.factor.scan')}</p>
      <div className={styles.scan}>
        <QrCode text={enrolment.totpURI} label={t('profile.factor.qr')} />
        <div>
          <div className={styles.caption}>{t('profile.factor.key')}</div>
          <code className={styles.secret}>{secretOf(enrolment.totpURI)}</code>
        </div>
      </div>
      <div>
        <h3>{t('profile.factor.backup')}</h3>
        <p className={styles.help}>{t('profile.factor.backupHelp')}</p>
        <ul className={styles.codes}>
          {enrolment.backupCodes.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <Button small icon={Copy} onClick={() => void copyText(backup, t('profile.factor.backupCopied'))}>
          {t('profile.factor.copyBackup')}
        </Button>
      </div>
      <FormColumn
        onSubmit={() => void check()}
        buttons={
          <Button type="submit" look="primary" busy={busy} disabled={code.length !== 6}>
            {t('profile.factor.check')}
          </Button>
        }
      >
        <TextField
          label={t('profile.factor.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          w={220}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value.replace(/\D/g, '').slice(0, 6))}
          error={error}
        />
      </FormColumn>
    </div>
  )
}

/** The key in groups of four, for typing it by hand. */
function secretOf(uri: string): string {
  const secret = new URLSearchParams(uri.slice(uri.indexOf('?'))).get('secret') ?? ''
  return secret.replace(/(.{4})(?=.)/g, '$1 ')
}
