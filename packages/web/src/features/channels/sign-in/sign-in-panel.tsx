import { type ChannelKind, channelSignInRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { LogIn } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { read } from '#lib/query.ts'
import { Button } from '#ui/button.tsx'
import { CopyBlock } from '#ui/copy-block.tsx'
import { Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from '../channels.module.css'
import { draftOf, missingIn } from '../social/draft.ts'
import { NetworkFields } from '../social/network-fields.tsx'
import { SignInProblem } from './sign-in-problem.tsx'
import { startFields } from './start-fields.ts'
import { useSignIn } from './use-sign-in.ts'

type Props = { kind: ChannelKind; presenceId?: string }

/**
 * Signing in at the network: what it needs before, the address it leads back to, and the button. A channel that holds
 * what is needed asks for nothing; other access data may still be typed.
 */
export function SignInPanel({ kind, presenceId }: Props) {
  const { t } = useTranslation('channels')
  const fields = startFields[kind] ?? []
  const query = { kind, ...(presenceId ? { presenceId } : {}) }
  const prepared = useQuery(read(channelSignInRoutes.prepare, { query }))
  const { data } = prepared
  const { fix } = useSearch({ strict: false }) as { fix?: string }
  const [draft, setDraft] = useState(() => draftOf(fields, {}))
  const [checked, setChecked] = useState(false)
  const signIn = useSignIn()
  const isReady = data?.isReady === true
  const isTouched = fields.some(({ name, initial = '' }) => String(draft[name] ?? '').trim() !== String(initial))
  const missing = isReady && !isTouched ? [] : missingIn(fields, draft)
  const label = t(`signIn.at.${kind as 'x'}`)
  useActions([
    { id: 'channel.sign-in', labelKey: `channels:signIn.at.${kind}`, icon: LogIn, when: !signIn.busy, run: () => go() },
  ])

  // It comes later than the screen: whoever was led here to mend the sign-in is brought to it now.
  const isHere = data !== undefined
  useEffect(() => {
    if (!isHere || fix !== 'sign-in') return
    const section = document.getElementById('sign-in')
    section?.scrollIntoView({ block: 'start' })
    section?.querySelector<HTMLElement>('[data-begin]')?.focus({ preventScroll: true })
  }, [isHere, fix])

  function go(): void {
    setChecked(true)
    if (missing.length > 0) return
    const typed = Object.entries(draft).map(([name, value]) => [name, String(value).trim()] as const)
    const start = isReady && !isTouched ? {} : Object.fromEntries(typed.filter(([, value]) => value !== ''))
    signIn.run({ ...query, start })
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    go()
  }
  const intro = t(presenceId ? 'signIn.anew' : 'signIn.intro')
  if (!data)
    return (
      <Section id="sign-in" title={label} intro={intro}>
        {prepared.error ? (
          <ErrorState compact error={prepared.error} onRetry={() => void prepared.refetch()} />
        ) : (
          <SkeletonText lines={4} />
        )}
      </Section>
    )
  const form = (
    <NetworkFields
      kind={kind}
      fields={fields}
      draft={draft}
      give={(part) => setDraft({ ...draft, ...part })}
      missing={checked ? missing : []}
    />
  )
  return (
    <Section id="sign-in" title={label} intro={intro}>
      <form className={styles.form} noValidate onSubmit={submit}>
        {data.redirectUri && (
          <CopyBlock
            copyLabel={t('copy')}
            copiedLabel={t('copied')}
            label={t('signIn.redirect')}
            text={data.redirectUri}
          />
        )}
        {isReady ? (
          <details className={styles.more}>
            <summary>{t('signIn.otherApp')}</summary>
            <div className={styles.form}>{form}</div>
          </details>
        ) : (
          form
        )}
        {signIn.error !== null && <SignInProblem error={signIn.error} />}
        <div className={styles.buttons}>
          <Button type="submit" look="primary" icon={LogIn} busy={signIn.busy} data-begin>
            {label}
          </Button>
        </div>
      </form>
    </Section>
  )
}
