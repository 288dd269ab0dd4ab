import { sessionRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { Fingerprint } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { Button } from '#ui/button.tsx'
import { PasswordField, TextField } from '#ui/field.tsx'
import { Banner } from '#ui/states.tsx'
import { asked, type AuthTrouble } from './auth-answer.ts'
import { authClient } from './auth-client.ts'
import { CodeForm } from './code-form.tsx'
import { enter } from './enter.ts'
import styles from './form.module.css'
import { Frame } from './frame.tsx'

export function SignInScreen() {
  const { t } = useTranslation('session')
  const router = useRouter()
  const { next } = useSearch({ from: '/sign-in' })
  const [second, setSecond] = useState(false)
  const done = () => enter(router, next)
  if (second) {
    return (
      <Frame title={t('code.title')} intro={t('code.intro')}>
        <CodeForm onDone={done} onBack={() => setSecond(false)} />
      </Frame>
    )
  }
  return (
    <Frame title={t('signIn.title')}>
      <PasswordForm onDone={done} onSecondFactor={() => setSecond(true)} />
    </Frame>
  )
}

type FormProps = { onDone: () => Promise<void>; onSecondFactor: () => void }

function PasswordForm({ onDone, onSecondFactor }: FormProps) {
  const { t } = useTranslation('session')
  const demo = useQuery(read(sessionRoutes.setupState)).data?.demo
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState<'password' | 'passkey' | 'demo' | null>(null)
  const [trouble, setTrouble] = useState<AuthTrouble | null>(null)

  async function signIn(given: { email: string; password: string }, what: 'password' | 'demo'): Promise<void> {
    setBusy(what)
    const { data, trouble } = await asked(() => authClient.signIn.email(given), 'password')
    setTrouble(trouble)
    if (trouble) return setBusy(null)
    if (data && 'twoFactorRedirect' in data && data.twoFactorRedirect) return onSecondFactor()
    await onDone()
  }
  async function signInByPasskey(): Promise<void> {
    setBusy('passkey')
    const { trouble } = await asked(() => authClient.signIn.passkey(), 'passkey')
    setTrouble(trouble)
    if (trouble) return setBusy(null)
    await onDone()
  }

  return (
    <>
      {trouble && <Banner tone="bad">{t(`trouble.${trouble}`)}</Banner>}
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void signIn({ email: email.trim(), password }, 'password')
        }}
      >
        <TextField
          label={t('field.email')}
          type="email"
          name="email"
          autoComplete="username webauthn"
          autoFocus
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordField
          label={t('field.password')}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" look="primary" busy={busy === 'password'} disabled={busy !== null}>
          {t('signIn.button')}
        </Button>
      </form>
      <div className={styles.or}>{t('signIn.or')}</div>
      <Button
        icon={Fingerprint}
        busy={busy === 'passkey'}
        disabled={busy !== null}
        onClick={() => void signInByPasskey()}
      >
        {t('signIn.passkey')}
      </Button>
      {demo && (
        <Banner tone="note" actions={<DemoButton busy={busy === 'demo'} onClick={() => void signIn(demo, 'demo')} />}>
          {t('signIn.demo')}
        </Banner>
      )}
    </>
  )
}

function DemoButton({ busy, onClick }: { busy: boolean; onClick: () => void }) {
  const { t } = useTranslation('session')
  return (
    <Button small busy={busy} onClick={onClick}>
      {t('signIn.demoButton')}
    </Button>
  )
}
