import { channelSignInRoutes, healthRoutes, presenceRoutes, sessionRoutes } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { ChoiceField } from '#ui/field.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from '../channels.module.css'

/** Somebody signed in who looks after several accounts: which one is connected here. */
export function ChooseAccountScreen() {
  const { t } = useTranslation('channels')
  const { signInId = '' } = useParams({ strict: false }) as { signInId?: string }
  const navigate = useNavigate()
  const params = { id: signInId }
  const found = useQuery({ ...read(channelSignInRoutes.read, { params }), retry: false })
  const [chosen, setChosen] = useState('')
  const choose = useMutation({
    mutationFn: (key: string) => call(channelSignInRoutes.choose, { params, body: { key } }),
    onSuccess: async ({ presenceId }) => {
      invalidateRoute(queryClient, presenceRoutes.list, presenceRoutes.read, sessionRoutes.me, healthRoutes.health)
      await navigate({
        to: '/settings/channels/$channelId',
        params: { channelId: presenceId },
        search: { signedIn: 'yes' },
      })
    },
  })
  const accounts = found.data?.accounts ?? []
  const key = chosen || (accounts[0]?.key ?? '')
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (key) choose.mutate(key)
  }
  return (
    <Page
      title={t('signIn.choose')}
      intro={t('signIn.chooseIntro')}
      above={<BackLink to="/settings/channels">{t('title')}</BackLink>}
    >
      {found.error ? (
        <ErrorState error={found.error} />
      ) : found.data ? (
        <form className={styles.form} noValidate onSubmit={submit}>
          <ChoiceField
            label={t('signIn.accounts')}
            value={key}
            onChange={setChosen}
            choices={accounts.map(({ key: value, name }) => ({ value, label: name }))}
          />
          {choose.error && <ErrorState compact error={choose.error} />}
          <div className={styles.buttons}>
            <Button type="submit" look="primary" busy={choose.isPending} disabled={!key}>
              {t('signIn.connect')}
            </Button>
          </div>
        </form>
      ) : (
        <SkeletonText lines={4} />
      )}
    </Page>
  )
}
