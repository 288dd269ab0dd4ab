import { sessionRoutes } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { currentLanguage } from '#lib/i18n.ts'
import { isProblem } from '#lib/problem.ts'
import { read } from '#lib/query.ts'
import { buttonClass } from '#ui/button.tsx'
import { ErrorState } from '#ui/states.tsx'
import { asked } from './auth-answer.ts'
import { authClient } from './auth-client.ts'
import { Frame } from './frame.tsx'
import { AccountStep } from './set-up-account.tsx'
import { ChannelStep, PeopleStep } from './set-up-after.tsx'
import { CompanyStep } from './set-up-company.tsx'
import { DataStep } from './set-up-data.tsx'
import { Progress } from './set-up-progress.tsx'
import type { SetUp } from './set-up-answers.ts'

const steps = ['company', 'account', 'data', 'people', 'channel'] as const
type StepName = (typeof steps)[number]

/** The first run: company, own access, data; then, signed in, people and the first channel, both of which can wait. */
export function SetUpScreen() {
  const { t } = useTranslation('session')
  const router = useRouter()
  const { token = '' } = useSearch({ from: '/set-up' })
  const state = useQuery(read(sessionRoutes.setupState))
  const [step, setStep] = useState<StepName>('company')
  const [given, setGiven] = useState<SetUp>(() => ({ ...empty, token, language: currentLanguage() }))
  const give = (part: Partial<SetUp>) => setGiven((before) => ({ ...before, ...part }))
  const run = useMutation({
    mutationFn: () =>
      call(sessionRoutes.setup, {
        body: { ...given, token: given.token.trim(), name: given.name.trim(), email: given.email.trim() },
      }),
    onSuccess: async () => {
      const { email, password } = given
      const { trouble } = await asked(() => authClient.signIn.email({ email: email.trim(), password }), 'password')
      if (trouble) await router.navigate({ to: '/sign-in' })
      else setStep('people')
    },
    // The screen that can mend it.
    onError: (error) => {
      if (isProblem(error, 'token-invalid') || isProblem(error, 'token-expired')) setStep('company')
      else if (isProblem(error) && error.errors.some(({ path }) => /email|password|name$/.test(path)))
        setStep('account')
    },
  })
  // Each step is a page of its own to somebody who hears it.
  useEffect(() => document.querySelector<HTMLElement>(`h1[data-step="${step}"]`)?.focus(), [step])

  if (state.data && !state.data.needed && !run.isSuccess) return <SetUpAlready />
  const problem = isProblem(run.error) ? run.error : null
  const progress = <Progress at={steps.indexOf(step) + 1} of={steps.length} />
  return (
    <Frame wide step={step} before={progress} title={t(`setUp.${step}.title`)} intro={t(`setUp.${step}.intro`)}>
      {run.error && !problem?.errors.length && <ErrorState compact error={run.error} />}
      {step === 'company' && (
        <CompanyStep given={given} give={give} problem={problem} onNext={() => setStep('account')} />
      )}
      {step === 'account' && (
        <AccountStep
          given={given}
          give={give}
          problem={problem}
          onBack={() => setStep('company')}
          onNext={() => setStep('data')}
        />
      )}
      {step === 'data' && (
        <DataStep
          given={given}
          give={give}
          busy={run.isPending}
          onBack={() => setStep('account')}
          onNext={() => run.mutate()}
        />
      )}
      {step === 'people' && <PeopleStep onNext={() => setStep('channel')} />}
      {step === 'channel' && <ChannelStep />}
    </Frame>
  )
}

const empty = {
  token: '',
  workspaceName: '',
  addressForm: 'sie',
  name: '',
  email: '',
  password: '',
  sampleData: false,
} as const

function SetUpAlready() {
  const { t } = useTranslation('session')
  return (
    <Frame title={t('setUp.already.title')} intro={t('setUp.already.intro')}>
      <Link to="/sign-in" className={buttonClass('primary')}>
        {t('invitation.signIn')}
      </Link>
    </Frame>
  )
}
