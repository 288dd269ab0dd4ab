import type { Presence } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { useTouched } from '#lib/touched.ts'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/page.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './channels.module.css'
import { draftOf, missingIn, secretsOf, settingsOf } from './email-draft.ts'
import { FolderFields, HabitFields, SecretFields, ServerFields } from './email-fields.tsx'
import { TestResult } from './test-result.tsx'
import { useChangeChannel } from './use-change-channel.ts'
import { useChannelTest } from './use-channel-test.ts'

/** The settings of a mailbox: how to sign in, its servers, its folders, its habits. One form, tried before it is saved. */
export function ChannelEmail({ presence }: { presence: Presence }) {
  const { t } = useTranslation(['channels', 'ui'])
  const { values: draft, set: give } = useTouched(draftOf(presence.settings))
  const change = useChangeChannel(presence.id, () =>
    give({ password: '', smtpPassword: '', refreshToken: '', clientSecret: '' }),
  )
  const test = useChannelTest()
  const before = draftOf(presence.settings)
  const moved = boundTo(before) !== boundTo(draft)
  const secrets = secretsOf(draft)
  const missing = missingIn(draft, presence.hasSecrets && !moved)
  const asked = {
    presence: {
      kind: 'email' as const,
      name: presence.name,
      purpose: '',
      teamId: null,
      settings: settingsOf(draft),
      ...(secrets ? { secrets } : {}),
    },
    presenceId: presence.id,
  }
  const answer = test.answerFor(asked)
  const needsSecret = change.problem?.extra.field === 'secrets' || (moved && missing === 'secret')

  return (
    <form
      className={`${styles.wideForm} ${styles.divided}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!missing) change.run({ settings: settingsOf(draft), ...(secrets ? { secrets } : {}) })
      }}
    >
      <Section id="sign-in" title={t('email.signIn')}>
        <div className={styles.form}>
          <SecretFields
            draft={draft}
            give={give}
            stored={presence.hasSecrets}
            error={needsSecret && !secrets && t('email.secretAgain')}
          />
        </div>
      </Section>
      <Section id="servers" title={t('email.servers')}>
        <div className={styles.form}>
          <ServerFields draft={draft} give={give} />
        </div>
      </Section>
      <Section id="folders" title={t('email.foldersTitle')}>
        <div className={styles.form}>
          <FolderFields draft={draft} give={give} found={test.last?.found.folders} />
        </div>
      </Section>
      <Section id="habits" title={t('email.habits')}>
        <div className={styles.form}>
          <HabitFields draft={draft} give={give} />
        </div>
      </Section>
      <div className={styles.form}>
        {change.error && change.problem?.extra.field !== 'secrets' && <ErrorState compact error={change.error} />}
        {test.error && <ErrorState compact error={test.error} />}
        {answer && <TestResult kind="email" answer={answer} />}
        <div className={styles.buttons}>
          <Button type="submit" look="primary" busy={change.busy} disabled={missing !== ''}>
            {t('ui:save')}
          </Button>
          <Button busy={test.busy} disabled={missing !== ''} onClick={() => test.run(asked)}>
            {t(answer ? 'test.again' : 'test.run')}
          </Button>
        </div>
        {missing === 'secret' && <p className={styles.help}>{t('email.secretAgain')}</p>}
      </div>
    </form>
  )
}

/** Servers and users that the stored secrets are for; the server asks for them anew when one changes. */
function boundTo({ imap, smtp, auth, tokenUrl: _tokenUrl }: ReturnType<typeof draftOf>): string {
  const where = ({ host, port, security, user }: typeof imap) => [
    host.trim().toLowerCase(),
    port,
    security,
    user.trim(),
  ]
  return JSON.stringify([where(imap), where(smtp), auth])
}
