import { useTranslation } from 'react-i18next'
import { CheckField, ChoiceField, PasswordField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { Banner } from '#ui/states.tsx'
import styles from './channels.module.css'
import type { EmailDraft } from './email-draft.ts'
import { portFor, providers, type ProviderId, type Security, type Server, serversOf } from './guess-servers.ts'

export type DraftProps = { draft: EmailDraft; give: (part: Partial<EmailDraft>) => void }

/** What a person has to know about a provider before the password will do. */
export function ProviderHint({ draft }: { draft: EmailDraft }) {
  const { t } = useTranslation('channels')
  const hint = serversOf(draft.address, draft.provider)?.hint
  return hint && <Banner tone="soon">{t(`email.hint.${hint}`)}</Banner>
}

export function SecretFields({
  draft,
  give,
  stored,
  autoFocus,
  error,
}: DraftProps & { stored?: boolean; autoFocus?: boolean; error?: string | false }) {
  const { t } = useTranslation('channels')
  return (
    <>
      <ChoiceField
        inline
        label={t('email.auth.label')}
        value={draft.auth}
        onChange={(auth) => give({ auth })}
        choices={[
          { value: 'password', label: t('email.auth.password') },
          { value: 'oauth2', label: t('email.auth.oauth2') },
        ]}
      />
      {draft.auth === 'password' ? (
        <PasswordField
          label={t('email.password')}
          description={t(stored ? 'email.passwordStored' : 'email.passwordHelp')}
          autoComplete="off"
          autoFocus={autoFocus}
          maxLength={1000}
          value={draft.password}
          onChange={(event) => give({ password: event.currentTarget.value })}
          error={error}
        />
      ) : (
        <>
          <p className={styles.help}>{t('email.oauthHelp')}</p>
          <PasswordField
            label={t('email.refreshToken')}
            autoComplete="off"
            autoFocus={autoFocus}
            maxLength={4000}
            value={draft.refreshToken}
            onChange={(event) => give({ refreshToken: event.currentTarget.value })}
            error={error}
          />
          <div className={styles.pair}>
            <TextField
              label={t('email.clientId')}
              autoComplete="off"
              maxLength={500}
              value={draft.clientId}
              onChange={(event) => give({ clientId: event.currentTarget.value })}
            />
            <PasswordField
              label={t('email.clientSecret')}
              autoComplete="off"
              maxLength={1000}
              value={draft.clientSecret}
              onChange={(event) => give({ clientSecret: event.currentTarget.value })}
            />
          </div>
          <TextField
            label={t('email.tokenUrl')}
            type="url"
            maxLength={500}
            value={draft.tokenUrl}
            onChange={(event) => give({ tokenUrl: event.currentTarget.value })}
          />
        </>
      )}
    </>
  )
}

export function ServerFields({
  draft,
  give,
  onProvider,
}: DraftProps & { onProvider?: (provider: ProviderId) => void }) {
  const { t } = useTranslation('channels')
  return (
    <>
      {onProvider && (
        <SelectField
          label={t('email.provider')}
          description={t('email.providerHelp')}
          value={draft.provider}
          onChange={(value) => value && onProvider(value as ProviderId)}
          data={[
            { value: 'own', label: t('email.providerOwn') },
            ...providers.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <ServerField kind="imap" server={draft.imap} onChange={(imap) => give({ imap: { ...draft.imap, ...imap } })} />
      <TextField
        label={t('email.user')}
        autoComplete="off"
        maxLength={254}
        value={draft.imap.user}
        onChange={(event) => give({ imap: { ...draft.imap, user: event.currentTarget.value } })}
      />
      <ServerField kind="smtp" server={draft.smtp} onChange={(smtp) => give({ smtp: { ...draft.smtp, ...smtp } })} />
      <div className={styles.pair}>
        <TextField
          label={t('email.smtpUser')}
          description={t('email.smtpUserHelp')}
          autoComplete="off"
          maxLength={254}
          value={draft.smtp.user}
          onChange={(event) => give({ smtp: { ...draft.smtp, user: event.currentTarget.value } })}
        />
        {draft.auth === 'password' && (
          <PasswordField
            label={t('email.smtpPassword')}
            description={t('email.smtpPasswordHelp')}
            autoComplete="off"
            maxLength={1000}
            value={draft.smtpPassword}
            onChange={(event) => give({ smtpPassword: event.currentTarget.value })}
          />
        )}
      </div>
    </>
  )
}

type ServerFieldProps = { kind: 'imap' | 'smtp'; server: Server; onChange: (change: Partial<Server>) => void }

function ServerField({ kind, server, onChange }: ServerFieldProps) {
  const { t } = useTranslation('channels')
  return (
    <div className={styles.server}>
      <TextField
        label={t(`email.${kind}`)}
        autoComplete="off"
        spellCheck={false}
        maxLength={253}
        value={server.host}
        onChange={(event) => onChange({ host: event.currentTarget.value })}
      />
      <TextField
        label={t('email.port')}
        inputMode="numeric"
        value={String(server.port)}
        onChange={(event) =>
          onChange({ port: Math.min(65535, Number(event.currentTarget.value.replace(/\D/g, '')) || 0) })
        }
      />
      <SelectField
        label={t('email.security')}
        value={server.security}
        onChange={(value) => {
          const security = value as Security
          onChange({ security, port: portFor(kind, security, server.port) })
        }}
        data={(['tls', 'starttls', 'none'] as const).map((security) => ({
          value: security,
          label: t(`email.secured.${security}`),
        }))}
      />
    </div>
  )
}

/** Which folders are read. Those the test found are offered; without a test they are typed. */
export function FolderFields({ draft, give, found }: DraftProps & { found?: string[] | undefined }) {
  const { t } = useTranslation('channels')
  const offered = [...new Set([...(found ?? []), ...draft.folders])]
  const toggle = (folder: string, on: boolean) =>
    give({ folders: on ? [...draft.folders, folder] : draft.folders.filter((one) => one !== folder) })
  return (
    <>
      <fieldset>
        <legend className={styles.legend}>{t('email.folders')}</legend>
        <div className={styles.choices}>
          {offered.map((folder) => (
            <CheckField
              key={folder}
              label={folder === 'INBOX' ? t('email.inbox') : folder}
              checked={draft.folders.includes(folder)}
              onChange={(event) => toggle(folder, event.currentTarget.checked)}
            />
          ))}
        </div>
        {!found && <p className={styles.help}>{t('email.foldersHelp')}</p>}
        {draft.folders.length === 0 && <p className={styles.help}>{t('email.foldersNone')}</p>}
      </fieldset>
      <SelectField
        optional
        label={t('email.sentFolder')}
        description={t('email.sentFolderHelp')}
        placeholder={t('email.sentFolderAuto')}
        clearable
        value={draft.sentFolder}
        onChange={(sentFolder) => give({ sentFolder: sentFolder as string | null })}
        data={[...new Set([...(found ?? []), ...(draft.sentFolder ? [draft.sentFolder] : [])])]}
      />
    </>
  )
}

export function HabitFields({ draft, give, fresh }: DraftProps & { fresh?: boolean }) {
  const { t } = useTranslation('channels')
  return (
    <>
      <TextField
        optional
        label={t('email.senderName')}
        description={t('email.senderNameHelp')}
        maxLength={120}
        value={draft.senderName}
        onChange={(event) => give({ senderName: event.currentTarget.value })}
      />
      <CheckField
        label={t('email.plus')}
        description={t('email.plusHelp')}
        checked={draft.plusAddressing}
        onChange={(event) => give({ plusAddressing: event.currentTarget.checked })}
      />
      {fresh && (
        <SelectField
          label={t('email.backfill')}
          description={t('email.backfillHelp')}
          value={String(draft.backfillDays)}
          onChange={(value) => give({ backfillDays: Number(value) })}
          data={[0, 7, 30, 90, 365].map((days) => ({
            value: String(days),
            label: t('email.backfillDays', { count: days, context: days === 0 ? 'none' : 'some' }),
          }))}
        />
      )}
    </>
  )
}
