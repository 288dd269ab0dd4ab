import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Fingerprint } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { ConfirmDialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Row, Rows, Section } from '#ui/page.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { Banner } from '#ui/states.tsx'
import { asked } from './auth-answer.ts'
import { authClient } from './auth-client.ts'
import { deviceOf } from './device-name.ts'
import styles from './profile.module.css'

type Passkey = { id: string; name?: string | undefined; createdAt: Date | string | null }

export function PasskeySection() {
  const { t } = useTranslation('session')
  const client = useQueryClient()
  const [leaving, setLeaving] = useState<Passkey | null>(null)
  const list = useQuery({ queryKey: ['passkeys'], queryFn: () => fetchPasskeys() })
  const reload = () => client.invalidateQueries({ queryKey: ['passkeys'] })
  const nameOf = (passkey: Passkey) => passkey.name || t('profile.passkeys.unnamed')

  async function remove(passkey: Passkey): Promise<void> {
    const { trouble } = await asked<unknown>(
      () => authClient.$fetch('/passkey/delete-passkey', { method: 'POST', body: { id: passkey.id } }),
      'change',
    )
    if (trouble) showNotice({ text: t(`trouble.${trouble}`), tone: 'bad' })
    await reload()
  }

  return (
    <Section title={t('profile.passkeys.title')} intro={t('profile.passkeys.intro')}>
      {list.data && list.data.length > 0 && (
        <Rows label={t('profile.passkeys.title')}>
          {list.data.map((passkey) => (
            <Row
              key={passkey.id}
              icon={<Fingerprint size={18} />}
              title={nameOf(passkey)}
              meta={
                passkey.createdAt && (
                  <>
                    {t('profile.passkeys.created')}: <Moment at={passkey.createdAt} />
                  </>
                )
              }
              actions={
                <Button small look="quiet" onClick={() => setLeaving(passkey)}>
                  {t('profile.passkeys.remove')}
                </Button>
              }
            />
          ))}
        </Rows>
      )}
      <AddPasskey onAdded={reload} />
      <ConfirmDialog
        open={leaving !== null}
        danger
        title={t('profile.passkeys.removeTitle', { name: leaving ? nameOf(leaving) : '' })}
        confirmLabel={t('profile.passkeys.remove')}
        onConfirm={() => (leaving ? remove(leaving) : undefined)}
        onClose={() => setLeaving(null)}
      >
        {t('profile.passkeys.removeText')}
      </ConfirmDialog>
    </Section>
  )
}

function AddPasskey({ onAdded }: { onAdded: () => Promise<void> }) {
  const { t } = useTranslation('session')
  const [name, setName] = useState(() => deviceOf(navigator.userAgent) ?? '')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  if (!('PublicKeyCredential' in window)) return <Banner>{t('profile.passkeys.unsupported')}</Banner>

  async function add(): Promise<void> {
    setBusy(true)
    const { trouble } = await asked<unknown>(() => authClient.passkey.addPasskey({ name: name.trim() }), 'passkey')
    setBusy(false)
    setError(trouble && t(`trouble.${trouble}`))
    if (trouble) return
    showNotice({ text: t('profile.passkeys.added'), tone: 'ok' })
    await onAdded()
  }
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <TextField
        label={t('profile.passkeys.name')}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={error}
      />
      <Button type="submit" icon={Fingerprint} busy={busy} disabled={!name.trim()}>
        {t('profile.passkeys.add')}
      </Button>
    </form>
  )
}

async function fetchPasskeys(): Promise<Passkey[]> {
  const { data, error } = await authClient.$fetch<Passkey[]>('/passkey/list-user-passkeys', { method: 'GET' })
  if (error) throw new Error('passkeys')
  return data ?? []
}
