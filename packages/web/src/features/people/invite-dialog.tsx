import { organisationRoutes, type Role, sessionRoutes, type Team } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { isProblem } from '#lib/problem.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { Button } from '#ui/button.tsx'
import { CopyBlock } from '#ui/copy-block.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Banner, ErrorState } from '#ui/states.tsx'
import styles from './people.module.css'
import { RoleField, TeamsField } from './role-fields.tsx'

/** Address, role, teams; then the link, which is shown this once. */
export function InviteDialog({ open, teams, onClose }: { open: boolean; teams: Team[]; onClose: () => void }) {
  const { t } = useTranslation(['people', 'ui'])
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('agent')
  const [teamIds, setTeamIds] = useState<string[]>([])
  const [checked, setChecked] = useState(false)
  const invite = useMutation({
    mutationFn: () => call(organisationRoutes.invite, { body: { email: email.trim(), role, teamIds } }),
    onSuccess: () => invalidateRoute(queryClient, organisationRoutes.invitations, sessionRoutes.me),
  })
  const problem = isProblem(invite.error) ? invite.error : null
  const fits = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())
  const made = invite.data

  function again(): void {
    invite.reset()
    setEmail('')
    setChecked(false)
  }
  function close(): void {
    again()
    onClose()
  }
  if (made)
    return (
      <Dialog
        open={open}
        title={t('invite.made', { email: made.invitation.email })}
        onClose={close}
        footer={
          <>
            <Button onClick={again}>{t('invite.next')}</Button>
            <Button look="primary" onClick={close}>
              {t('invite.finish')}
            </Button>
          </>
        }
      >
        <div className={styles.form}>
          <CopyBlock
            text={made.link}
            label={t('invite.link')}
            copyLabel={t('invite.copy')}
            copiedLabel={t('invite.copied')}
          />
          <p>{t('invite.once')}</p>
          {onlyHere(made.link) && <Banner tone="soon">{t('invite.onlyHere')}</Banner>}
        </div>
      </Dialog>
    )
  return (
    <Dialog
      open={open}
      title={t('invite.title')}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('ui:cancel')}</Button>
          <Button type="submit" form="invite" look="primary" busy={invite.isPending}>
            {t('invite.make')}
          </Button>
        </>
      }
    >
      <form
        id="invite"
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setChecked(true)
          if (fits) invite.mutate()
        }}
      >
        {invite.error && problem?.code !== 'conflict' && !problem?.errors.length && (
          <ErrorState compact error={invite.error} />
        )}
        <TextField
          data-autofocus
          label={t('invite.email')}
          type="email"
          inputMode="email"
          autoComplete="off"
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={
            problem?.code === 'conflict'
              ? t('invite.member')
              : (problem?.fieldError('email') ?? (checked && !fits && t('invite.emailWrong')))
          }
        />
        <RoleField value={role} onChange={setRole} />
        <TeamsField teams={teams} value={teamIds} onChange={setTeamIds} />
        <p className={styles.help}>{t('invite.help')}</p>
      </form>
    </Dialog>
  )
}

/** The link names this very machine while people elsewhere shall use it. */
function onlyHere(link: string): boolean {
  return /^https?:\/\/(localhost|127\.|\[::1\])/.test(link)
}
