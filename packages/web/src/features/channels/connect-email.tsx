import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './channels.module.css'
import { emptyEmail, missingIn, nameFrom, secretsOf, settingsOf, withServers } from './email-draft.ts'
import { FolderFields, HabitFields, ProviderHint, SecretFields, ServerFields } from './email-fields.tsx'
import { isAddress, type ProviderId, providerOf, serversOf } from './guess-servers.ts'
import { type Place, PlaceFields } from './place-fields.tsx'
import { TestResult } from './test-result.tsx'
import { useChannelTest } from './use-channel-test.ts'
import { useConnect } from './use-connect.ts'

/** A mailbox: the address first, its servers are guessed, the connection is tried, then it is saved. */
export function ConnectEmail() {
  const { t } = useTranslation('channels')
  const navigate = useNavigate()
  const [draft, setDraft] = useState(emptyEmail)
  const [place, setPlace] = useState<Place>({ name: '', purpose: '', teamId: null })
  const [showServers, setShowServers] = useState(false)
  const [checked, setChecked] = useState(false)
  const test = useChannelTest()
  const connect = useConnect(({ id }) => {
    showNotice({ text: t('connected'), tone: 'ok' })
    void navigate({ to: '/settings/channels/$channelId', params: { channelId: id } })
  })
  const give = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }))
  const known = isAddress(draft.address)
  const missing = missingIn(draft)
  const secrets = secretsOf(draft)
  const { folders: _folders, ...imap } = settingsOf(draft).imap
  const presence = {
    kind: 'email' as const,
    name: place.name.trim() || nameFrom(draft.address),
    purpose: place.purpose,
    teamId: place.teamId,
    settings: settingsOf(draft),
    ...(secrets ? { secrets } : {}),
  }
  // Name, team and the folders chosen afterwards do not change whether the servers answered.
  const tried = {
    presence: {
      ...presence,
      name: '–',
      purpose: '',
      teamId: null,
      settings: {
        ...presence.settings,
        imap: { ...imap, folders: ['INBOX'] },
        senderName: '',
        backfillDays: 0,
        plusAddressing: true,
        sentFolder: null,
      },
    },
  }
  const answer = test.answerFor(tried)

  function chooseAddress(address: string): void {
    const provider = providerOf(address)
    const servers = isAddress(address) ? serversOf(address, provider) : null
    const next = { ...draft, address }
    // A user name somebody typed stays; one that was the old address follows.
    if (draft.imap.user === draft.address.trim()) next.imap = { ...next.imap, user: '' }
    if (draft.smtp.user === draft.address.trim()) next.smtp = { ...next.smtp, user: '' }
    setDraft(servers ? withServers(next, servers, provider) : next)
  }
  function chooseProvider(provider: ProviderId): void {
    const servers = serversOf(draft.address, provider)
    if (servers) setDraft(withServers(draft, servers, provider))
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (missing === 'servers') setShowServers(true)
    if (missing) return
    if (answer?.ok) connect.run(presence)
    else test.run(tried)
  }

  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <TextField
        label={t('email.address')}
        description={t('email.addressHelp')}
        type="email"
        inputMode="email"
        autoComplete="off"
        autoFocus
        maxLength={254}
        value={draft.address}
        onChange={(event) => chooseAddress(event.currentTarget.value)}
        error={connect.problem?.code === 'conflict' ? t('email.taken') : checked && !known && t('email.addressWrong')}
      />
      {known && (
        <>
          {!showServers && draft.imap.host && (
            <div className={styles.guess}>
              <span>{t('email.guess', { imap: draft.imap.host, smtp: draft.smtp.host })}</span>
              <Button small look="quiet" onClick={() => setShowServers(true)}>
                {t('email.changeServers')}
              </Button>
            </div>
          )}
          <ProviderHint draft={draft} />
          {showServers && <ServerFields draft={draft} give={give} onProvider={chooseProvider} />}
          <SecretFields draft={draft} give={give} error={checked && missing === 'secret' && t('missing')} />
        </>
      )}
      {test.error && <ErrorState compact error={test.error} />}
      {answer && <TestResult kind="email" answer={answer} />}
      {answer?.ok && (
        <>
          <PlaceFields
            place={{ ...place, name: place.name || nameFrom(draft.address) }}
            give={(part) => setPlace({ ...place, ...part })}
            nameError={connect.problem?.fieldError('name')}
          />
          <details className={styles.more}>
            <summary>{t('email.more')}</summary>
            <div>
              <FolderFields draft={draft} give={give} found={answer.found.folders} />
              <HabitFields draft={draft} give={give} fresh />
            </div>
          </details>
        </>
      )}
      {connect.problem && connect.problem.code !== 'conflict' && !connect.problem.errors.length && (
        <ErrorState compact error={connect.problem} />
      )}
      <div className={styles.buttons}>
        <Button type="submit" look="primary" busy={test.busy || connect.busy} disabled={!known}>
          {t(answer?.ok ? 'email.save' : answer ? 'test.again' : 'test.run')}
        </Button>
        {answer && !answer.ok && (
          <Button look="quiet" busy={connect.busy} onClick={() => connect.run(presence)}>
            {t('email.saveAnyway')}
          </Button>
        )}
      </div>
      {test.busy && <p className={styles.help}>{t('test.busy')}</p>}
    </form>
  )
}
