import type { PresenceInput } from '@resonanz/contracts'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { ErrorState } from '#ui/states.tsx'
import { Section } from '#ui/page.tsx'
import styles from '../channels.module.css'
import { signsInByButton } from '../sign-in/start-fields.ts'
import { type Place, PlaceFields } from '../place-fields.tsx'
import { NetworkTest } from '../test-result.tsx'
import { useChannelTest } from '../use-channel-test.ts'
import { useConnect } from '../use-connect.ts'
import { draftOf, missingIn, secretsOf, settingsOf } from './draft.ts'
import { networkFields, type NetworkKind } from './fields.ts'
import { NetworkFields } from './network-fields.tsx'
import { NetworkSteps } from './network-steps.tsx'
import { useNetworkWords } from './words.ts'

const SignInPanel = lazy(() => import('../sign-in/sign-in-panel.tsx').then((file) => ({ default: file.SignInPanel })))

/** Signing in at the network where it has that; access data typed by hand are the other way. */
export function ConnectNetwork({ kind }: { kind: NetworkKind }) {
  const { t } = useTranslation('channels')
  if (!signsInByButton(kind)) return <TypedAccess kind={kind} />
  return (
    <>
      <Suspense>
        <SignInPanel kind={kind} />
      </Suspense>
      <Section title={t('signIn.byHand')} intro={t('signIn.byHandIntro')}>
        <NetworkSteps kind={kind} which="typed" />
        <TypedAccess kind={kind} />
      </Section>
    </>
  )
}

/** Its fields, a test, then its name and place. */
function TypedAccess({ kind }: { kind: NetworkKind }) {
  const { t } = useTranslation('channels')
  const fields = networkFields[kind] ?? []
  const words = useNetworkWords(kind)
  const navigate = useNavigate()
  const [draft, setDraft] = useState(() => draftOf(fields, {}))
  const [place, setPlace] = useState<Place>({ name: '', purpose: '', teamId: null })
  const [checked, setChecked] = useState(false)
  const test = useChannelTest()
  const connect = useConnect(({ id }) => {
    showNotice({ text: t('connected'), tone: 'ok' })
    void navigate({ to: '/settings/channels/$channelId', params: { channelId: id } })
  })
  const missing = missingIn(fields, draft)
  const presence = (name: string): PresenceInput => {
    const secrets = secretsOf(fields, draft)
    // The server's schema of the kind says what holds.
    return {
      kind,
      ...place,
      name,
      settings: settingsOf(fields, draft),
      ...(secrets ? { secrets } : {}),
    } as unknown as PresenceInput
  }
  const asked = { presence: presence('–') }
  const answer = test.answerFor(asked)
  const name = place.name || (answer?.found.title ?? words.title).slice(0, 80)

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (missing.length > 0) return
    if (answer) connect.run(presence(name.trim()))
    else test.run(asked)
  }
  const problem = connect.problem
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <NetworkFields
        kind={kind}
        fields={fields}
        draft={draft}
        give={(part) => setDraft({ ...draft, ...part })}
        missing={checked ? missing : []}
        problemOf={(field) => problem?.fieldError(`settings.${field}`) ?? problem?.fieldError(`secrets.${field}`)}
      />
      {test.error && <ErrorState compact error={test.error} />}
      {answer && <NetworkTest answer={answer} />}
      {answer && (
        <PlaceFields
          place={{ ...place, name }}
          give={(part) => setPlace({ ...place, ...part })}
          nameError={problem?.fieldError('name')}
        />
      )}
      {problem && !problem.errors.length && <ErrorState compact error={problem} />}
      <div className={styles.buttons}>
        <Button type="submit" look="primary" busy={test.busy || connect.busy}>
          {t(answer?.ok ? 'network.save' : answer ? 'network.saveAnyway' : 'test.run')}
        </Button>
        {answer && !answer.ok && (
          <Button busy={test.busy} onClick={() => test.run(asked)}>
            {t('test.again')}
          </Button>
        )}
      </div>
    </form>
  )
}
