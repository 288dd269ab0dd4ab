import { companyChatRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { SwitchField, TextField } from '#ui/field.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, ErrorState } from '#ui/states.tsx'
import styles from './consultations.module.css'

type Draft = { host: string; port: string; domain: string; username: string; password: string; isOn: boolean }
const faults = ['unreachable', 'host-not-allowed', 'not-encrypted', 'certificate', 'wrong-credentials'] as const

/** The company's chat in which experts are asked: server, account, a test before saving. */
export function CompanyChatDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['consultations', 'ui'])
  const found = useQuery(read(companyChatRoutes.read))
  const [typed, setTyped] = useState<Partial<Draft>>({})
  const [busy, setBusy] = useState<'save' | 'test' | 'remove' | null>(null)
  const [told, setTold] = useState<{ ok: boolean; code: string | null } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const chat = found.data?.chat ?? null
  const stored = chat
    ? { ...chat, port: String(chat.port) }
    : { host: '', port: '5222', domain: '', username: '', isOn: true }
  const draft: Draft = { ...stored, password: '', ...typed }
  const set = (part: Partial<Draft>) => {
    setTold(null)
    setTyped({ ...typed, ...part })
  }
  const isWhole =
    draft.host.trim() !== '' && draft.domain.trim() !== '' && draft.username.trim() !== '' && Number(draft.port) > 0
  const isReady = isWhole && (chat !== null || draft.password !== '')
  const body = () => ({
    host: draft.host.trim(),
    port: Number(draft.port),
    domain: draft.domain.trim(),
    username: draft.username.trim(),
    isOn: draft.isOn,
    ...(draft.password === '' ? {} : { password: draft.password }),
  })
  async function run(what: 'save' | 'test' | 'remove'): Promise<void> {
    setBusy(what)
    setError(null)
    try {
      if (what === 'test') setTold(await call(companyChatRoutes.test, { body: body() }))
      else {
        await (what === 'save' ? call(companyChatRoutes.save, { body: body() }) : call(companyChatRoutes.remove, {}))
        invalidateRoute(queryClient, companyChatRoutes.read)
        onClose()
      }
    } catch (thrown) {
      setError(thrown)
    }
    setBusy(null)
  }
  const faultWords = (code: string | null) => {
    const known = faults.find((fault) => fault === code)
    return t(`chat.fault.${known ?? 'unreachable'}`)
  }
  return (
    <Dialog
      open
      title={t('chat.title')}
      onClose={onClose}
      footer={
        <>
          {chat && (
            <Button look="quiet" busy={busy === 'remove'} onClick={() => void run('remove')}>
              {t('chat.remove')}
            </Button>
          )}
          <Button disabled={!isReady} busy={busy === 'test'} onClick={() => void run('test')}>
            {t('chat.test')}
          </Button>
          <Button look="primary" disabled={!isReady} busy={busy === 'save'} onClick={() => void run('save')}>
            {t('ui:save')}
          </Button>
        </>
      }
    >
      {!found.data && !found.error && <SkeletonText lines={4} />}
      {found.error && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <div className={styles.form}>
          <p className={styles.meta}>{t('chat.intro')}</p>
          {chat?.error && <Banner tone="bad">{faultWords(chat.error.code)}</Banner>}
          {chat && !chat.error && <p className={styles.meta}>{t(`chat.state.${chat.state}`)}</p>}
          <TextField
            data-autofocus
            label={t('chat.host')}
            value={draft.host}
            maxLength={253}
            onChange={(event) => set({ host: event.currentTarget.value })}
          />
          <TextField
            label={t('chat.port')}
            inputMode="numeric"
            value={draft.port}
            maxLength={5}
            onChange={(event) => set({ port: event.currentTarget.value.replace(/\D/g, '') })}
          />
          <TextField
            label={t('chat.domain')}
            description={t('chat.domainHelp')}
            value={draft.domain}
            maxLength={253}
            onChange={(event) => set({ domain: event.currentTarget.value })}
          />
          <TextField
            label={t('chat.username')}
            autoComplete="off"
            value={draft.username}
            maxLength={200}
            onChange={(event) => set({ username: event.currentTarget.value })}
          />
          <TextField
            type="password"
            label={t('chat.password')}
            description={chat ? t('chat.passwordStored') : undefined}
            autoComplete="new-password"
            value={draft.password}
            maxLength={1000}
            onChange={(event) => set({ password: event.currentTarget.value })}
          />
          <SwitchField
            label={t('chat.isOn')}
            checked={draft.isOn}
            onChange={(event) => set({ isOn: event.currentTarget.checked })}
          />
          {told && <Banner tone={told.ok ? 'note' : 'bad'}>{told.ok ? t('chat.works') : faultWords(told.code)}</Banner>}
          {error !== null && <ErrorState compact error={error} />}
        </div>
      )}
    </Dialog>
  )
}
