import {
  actionRoutes,
  type CatalogAction,
  type CatalogActionInput,
  presenceRoutes,
  safeVariables,
  workflowVariables,
} from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ChoiceField, SwitchField, TextAreaField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { Banner } from '#ui/states.tsx'
import { inputOf, isComplete, type Kind, newAction } from './action-draft.ts'
import styles from './actions.module.css'

type Props = {
  action: CatalogAction | null
  onClose: () => void
  onSecret: (secret: string, isNew: boolean) => void
}

/** A webhook, a mail or a document, set up or changed. */
export function ActionDialog({ action, onClose, onSecret }: Props) {
  const { t } = useTranslation('actions')
  const form = useId()
  const language = useLanguage()
  const mailboxes = (useQuery(read(presenceRoutes.list)).data?.items ?? []).filter(({ kind }) => kind === 'email')
  const start = { language, presenceId: mailboxes[0]?.id ?? '' }
  const [input, setInput] = useState<CatalogActionInput>(action ? inputOf(action) : newAction('webhook', '', start))
  const [enabled, setEnabled] = useState(action?.enabled ?? true)
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)

  async function run(work: () => Promise<void>): Promise<void> {
    setBusy(true)
    try {
      await work()
      invalidateRoute(queryClient, actionRoutes.list)
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy(false)
    }
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    setAsked(true)
    if (!isComplete(input)) return
    void run(async () => {
      if (action) {
        await call(actionRoutes.change, {
          params: { id: action.id },
          body: { input, enabled, version: action.version },
        })
        return onClose()
      }
      const { secret } = await call(actionRoutes.create, { body: input })
      if (secret) onSecret(secret, true)
      else onClose()
    })
  }
  const remove = () =>
    run(async () => {
      await call(actionRoutes.remove, { params: { id: action!.id } })
      onClose()
    })
  const rotate = () =>
    run(async () => {
      const { secret } = await call(actionRoutes.rotate, { params: { id: action!.id } })
      if (secret) onSecret(secret, false)
    })
  return (
    <Dialog
      open
      size={600}
      title={action ? t('edit', { name: action.name }) : t('add')}
      onClose={onClose}
      footer={
        <>
          {action && (
            <Button look="quiet" onClick={() => void remove()}>
              {t('remove')}
            </Button>
          )}
          {action?.kind === 'webhook' && (
            <Button look="quiet" onClick={() => void rotate()}>
              {t('rotate')}
            </Button>
          )}
          <span className={styles.space} />
          <Button look="primary" type="submit" form={form} busy={isBusy}>
            {t(action ? 'save' : 'create')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} noValidate onSubmit={submit}>
        {!action && (
          <ChoiceField
            inline
            label={t('kindLabel')}
            value={input.kind}
            onChange={(kind: Kind) => setInput(newAction(kind, input.name, start))}
            choices={(['webhook', 'mail', 'document'] as const).map((kind) => ({
              value: kind,
              label: t(`kind.${kind}`),
            }))}
          />
        )}
        <TextField
          label={t('name')}
          maxLength={120}
          value={input.name}
          onChange={(event) => setInput({ ...input, name: event.currentTarget.value })}
        />
        {input.kind === 'webhook' && (
          <TextField
            type="url"
            label={t('url')}
            description={t('urlHelp')}
            maxLength={2000}
            value={input.settings.url}
            onChange={(event) => setInput({ ...input, settings: { url: event.currentTarget.value.trim() } })}
          />
        )}
        {input.kind === 'mail' && <MailFields input={input} mailboxes={mailboxes} onChange={setInput} />}
        {input.kind === 'document' && <DocumentFields input={input} onChange={setInput} />}
        {action && (
          <SwitchField
            label={t('enabled')}
            checked={enabled}
            onChange={(event) => setEnabled(event.currentTarget.checked)}
          />
        )}
        {isAsked && !isComplete(input) && <Banner tone="bad">{t('incomplete')}</Banner>}
      </form>
    </Dialog>
  )
}

type Mail = Extract<CatalogActionInput, { kind: 'mail' }>
type MailProps = { input: Mail; mailboxes: { id: string; name: string }[]; onChange: (input: Mail) => void }

function MailFields({ input, mailboxes, onChange }: MailProps) {
  const { t } = useTranslation('actions')
  const { settings } = input
  const [addresses, setAddresses] = useState(settings.addresses.join(', '))
  const change = (part: Partial<Mail['settings']>) => onChange({ ...input, settings: { ...settings, ...part } })
  const addressesIn = (text: string) =>
    text
      .split(/[,;\s]+/)
      .filter(Boolean)
      .slice(0, 10)
  return (
    <>
      <ChoiceField
        inline
        label={t('to')}
        value={settings.to}
        onChange={(to: 'fixed' | 'customer') => change({ to, addresses: to === 'fixed' ? addressesIn(addresses) : [] })}
        choices={[
          { value: 'fixed', label: t('toFixed') },
          { value: 'customer', label: t('toCustomer'), help: t('customerHelp') },
        ]}
      />
      {settings.to === 'fixed' && (
        <TextField
          label={t('addresses')}
          maxLength={2000}
          value={addresses}
          onChange={(event) => {
            setAddresses(event.currentTarget.value)
            change({ addresses: addressesIn(event.currentTarget.value) })
          }}
        />
      )}
      <SelectField
        label={t('mailbox')}
        data={mailboxes.map(({ id, name }) => ({ value: id, label: name }))}
        value={settings.presenceId || null}
        onChange={(presenceId) => presenceId && change({ presenceId: String(presenceId) })}
      />
      <TextField
        label={t('subject')}
        maxLength={200}
        value={settings.subject}
        onChange={(event) => change({ subject: event.currentTarget.value })}
      />
      <TextAreaField
        label={t('text')}
        description={listed(settings.to === 'fixed' ? workflowVariables : safeVariables)}
        minRows={4}
        maxLength={10_000}
        value={settings.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
    </>
  )
}

type Letter = Extract<CatalogActionInput, { kind: 'document' }>

function DocumentFields({ input, onChange }: { input: Letter; onChange: (input: Letter) => void }) {
  const { t } = useTranslation('actions')
  const { settings } = input
  const change = (part: Partial<Letter['settings']>) => onChange({ ...input, settings: { ...settings, ...part } })
  async function preview(): Promise<void> {
    try {
      const answer = await fetch(actionRoutes.previewDocument.path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ settings }),
      })
      if (!answer.ok) throw new Error(String(answer.status))
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await answer.blob())
      link.download = `${settings.title || 'preview'}.${settings.format}`
      link.click()
      URL.revokeObjectURL(link.href)
    } catch (error) {
      tellProblem(error)
    }
  }
  return (
    <>
      <ChoiceField
        inline
        label={t('format')}
        value={settings.format}
        onChange={(format: 'pdf' | 'docx') => change({ format })}
        choices={(['pdf', 'docx'] as const).map((format) => ({ value: format, label: format.toUpperCase() }))}
      />
      <ChoiceField
        inline
        label={t('language')}
        value={settings.language}
        onChange={(language: 'de' | 'en') => change({ language })}
        choices={(['de', 'en'] as const).map((language) => ({ value: language, label: t(language) }))}
      />
      <TextField
        label={t('docTitle')}
        maxLength={200}
        value={settings.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <TextAreaField
        label={t('text')}
        description={`${t('docHelp')} ${listed(workflowVariables)}`}
        minRows={8}
        maxLength={20_000}
        value={settings.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <div className={styles.buttons}>
        <Button disabled={!isComplete({ ...input, name: 'x' })} onClick={() => void preview()}>
          {t('preview')}
        </Button>
      </div>
    </>
  )
}

function listed(variables: readonly string[]): string {
  return variables.map((name) => `{{${name}}}`).join(' ')
}
