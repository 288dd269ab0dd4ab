import type { Presence, PresenceInput } from '@resonanz/contracts'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useTouched } from '#lib/touched.ts'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/page.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from '../channels.module.css'
import { signsInByButton } from '../sign-in/start-fields.ts'
import { NetworkTest } from '../test-result.tsx'
import { useChangeChannel } from '../use-change-channel.ts'
import { useChannelTest } from '../use-channel-test.ts'
import { draftOf, missingIn, secretsOf, settingsOf } from './draft.ts'
import { networkFields, type NetworkKind } from './fields.ts'
import { HookAddress } from './hook-address.tsx'
import { NetworkFields } from './network-fields.tsx'

const SignInPanel = lazy(() => import('../sign-in/sign-in-panel.tsx').then((file) => ({ default: file.SignInPanel })))

/** Settings and access data of a connected network, and the address it tells us things at. */
export function ChannelNetwork({ presence }: { presence: Presence }) {
  const { t } = useTranslation(['channels', 'ui'])
  const kind = presence.kind as NetworkKind
  const fields = networkFields[kind] ?? []
  const byButton = signsInByButton(kind)
  const form = useTouched(draftOf(fields, presence.settings))
  const { values: draft } = form
  const change = useChangeChannel(presence.id)
  const test = useChannelTest()
  const secrets = secretsOf(fields, draft)
  const settings = settingsOf(fields, draft)
  const missing = missingIn(fields, draft, presence.hasSecrets)
  const asked = {
    presence: {
      kind,
      name: presence.name,
      purpose: '',
      teamId: null,
      settings,
      ...(secrets ? { secrets } : {}),
    } as unknown as PresenceInput,
    presenceId: presence.id,
  }
  const answer = test.answerFor(asked)
  return (
    <>
      {presence.publicKey && <HookAddress presence={presence} />}
      {byButton && (
        <Suspense>
          <SignInPanel kind={kind} presenceId={presence.id} />
        </Suspense>
      )}
      <Section id="settings" title={t('network.settings')}>
        {!byButton && <span id="sign-in" />}
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (missing.length > 0) return
            const sent = form.touched
            change.run({ settings, ...(secrets ? { secrets } : {}) }, { onSuccess: () => form.settle(sent) })
          }}
        >
          <NetworkFields
            kind={kind}
            fields={fields}
            draft={draft}
            give={form.set}
            missing={missing}
            hasSecrets={presence.hasSecrets}
            problemOf={(field) => change.problem?.fieldError(`settings.${field}`)}
          />
          {change.error && <ErrorState compact error={change.error} />}
          {test.error && <ErrorState compact error={test.error} />}
          {answer && <NetworkTest answer={answer} />}
          <div className={styles.buttons}>
            <Button type="submit" look="primary" busy={change.busy} disabled={missing.length > 0}>
              {t('ui:save')}
            </Button>
            <Button busy={test.busy} disabled={missing.length > 0} onClick={() => test.run(asked)}>
              {t('test.run')}
            </Button>
          </div>
        </form>
      </Section>
    </>
  )
}
