import { organisationRoutes } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { isProblem } from '#lib/problem.ts'
import { read } from '#lib/query.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { asked } from './auth-answer.ts'
import { authClient } from './auth-client.ts'
import { enter } from './enter.ts'
import styles from './form.module.css'
import { Frame } from './frame.tsx'
import { isLongEnough, NewPasswordField } from './new-password-field.tsx'

/** The link of an invitation: choose name and password, and be in. */
export function InvitationScreen() {
  const { t } = useTranslation('session')
  const { token } = useParams({ from: '/invitation/$token' })
  const invitation = useQuery(read(organisationRoutes.readInvitation, { params: { token } }))
  if (invitation.error) {
    return (
      <Frame title={t('invitation.title')}>
        <ErrorState compact error={invitation.error} />
        <Link to="/sign-in" className={buttonClass()}>
          {t('invitation.signIn')}
        </Link>
      </Frame>
    )
  }
  if (!invitation.data) {
    return (
      <Frame title={t('invitation.title')}>
        <SkeletonText />
      </Frame>
    )
  }
  const { workspaceName, email } = invitation.data
  return (
    <Frame title={t('invitation.title')} intro={t('invitation.intro', { workspace: workspaceName, email })}>
      <AcceptForm token={token} email={email} />
    </Frame>
  )
}

function AcceptForm({ token, email }: { token: string; email: string }) {
  const { t } = useTranslation('session')
  const router = useRouter()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const accept = useMutation({
    mutationFn: () =>
      call(organisationRoutes.acceptInvitation, { params: { token }, body: { name: name.trim(), password } }),
    onSuccess: async () => {
      const { trouble } = await asked(() => authClient.signIn.email({ email, password }), 'password')
      // Somebody who had an account already, with another password or a second factor, signs in by hand.
      if (trouble) await router.navigate({ to: '/sign-in' })
      else await enter(router)
    },
  })
  const problem = isProblem(accept.error) ? accept.error : null

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if (name.trim() && isLongEnough(password)) accept.mutate()
      }}
    >
      {accept.error && !problem?.errors.length && <ErrorState compact error={accept.error} />}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField
        label={t('field.name')}
        autoComplete="name"
        autoFocus
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={problem?.fieldError('name') ?? (checked && !name.trim() && t('field.missing'))}
      />
      <NewPasswordField
        value={password}
        onChange={setPassword}
        checked={checked}
        error={problem?.fieldError('password')}
      />
      <Button type="submit" look="primary" busy={accept.isPending}>
        {t('invitation.button')}
      </Button>
    </form>
  )
}
