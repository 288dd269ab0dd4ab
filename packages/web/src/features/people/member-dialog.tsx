import { type BodyInput, type Member, organisationRoutes, sessionRoutes, type Team } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { only, useTouched } from '#lib/touched.ts'
import { isProblem } from '#lib/problem.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { useMe } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Banner, ErrorState } from '#ui/states.tsx'
import styles from './people.module.css'
import { RoleField, TeamsField } from './role-fields.tsx'

type Change = BodyInput<typeof organisationRoutes.changeMember>

/** Name, role, teams of a person, and taking the access away; what follows from it is said before. */
export function MemberDialog({ member, teams, onClose }: { member: Member; teams: Team[]; onClose: () => void }) {
  const { t } = useTranslation(['people', 'ui'])
  const me = useMe()
  const self = me?.member.id === member.id
  const form = useTouched({ name: member.name, role: member.role, teamIds: member.teamIds })
  const { name, role, teamIds } = form.values
  const [leaving, setLeaving] = useState(false)
  const change = useMutation({
    mutationFn: (body: Change) => call(organisationRoutes.changeMember, { params: { id: member.id }, body }),
    onSuccess: (after) => {
      invalidateRoute(queryClient, organisationRoutes.members, organisationRoutes.teams, organisationRoutes.invitations)
      if (self) invalidateRoute(queryClient, sessionRoutes.me)
      showNotice({
        text: t(after.active === member.active ? 'ui:saved' : after.active ? 'back' : 'gone', { name: after.name }),
        tone: 'ok',
      })
      onClose()
    },
  })
  const problem = isProblem(change.error) ? change.error : null
  const trouble =
    change.error &&
    !problem?.errors.length &&
    (problem?.code === 'last-owner' ? (
      <Banner tone="bad">{t('lastOwner')}</Banner>
    ) : (
      <ErrorState compact error={change.error} />
    ))
  if (leaving)
    return (
      <Dialog
        open
        title={t('leave.title', { name: member.name })}
        onClose={onClose}
        footer={
          <>
            <Button data-autofocus onClick={() => setLeaving(false)}>
              {t('ui:back')}
            </Button>
            <Button look="danger" busy={change.isPending} onClick={() => change.mutate({ active: false })}>
              {t('leave.button')}
            </Button>
          </>
        }
      >
        <div className={styles.form}>
          {trouble}
          <p>{t('leave.text')}</p>
          {self && <Banner tone="bad">{t('leave.self')}</Banner>}
        </div>
      </Dialog>
    )
  return (
    <Dialog
      open
      title={t('edit', { name: member.name })}
      onClose={onClose}
      footer={
        <>
          {member.active ? (
            <Button look="quiet" onClick={() => (change.reset(), setLeaving(true))} style={{ marginRight: 'auto' }}>
              {t('leave.button')}
            </Button>
          ) : (
            <Button
              busy={change.isPending}
              onClick={() => change.mutate({ active: true })}
              style={{ marginRight: 'auto' }}
            >
              {t('return')}
            </Button>
          )}
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button type="submit" form="member" look="primary" busy={change.isPending}>
            {t('ui:save')}
          </Button>
        </>
      }
    >
      <form
        id="member"
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) change.mutate(only({ name: name.trim(), role, teamIds }, form.changes))
        }}
      >
        {trouble}
        {!member.active && <Banner>{t('inactiveText')}</Banner>}
        <TextField
          label={t('column.name')}
          maxLength={120}
          value={name}
          onChange={(event) => form.set({ name: event.currentTarget.value })}
          error={!name.trim() && t('missing')}
        />
        <RoleField value={role} onChange={(next) => form.set({ role: next })} />
        {role !== member.role && <p className={styles.help}>{t('roleNow')}</p>}
        <TeamsField teams={teams} value={teamIds} onChange={(next) => form.set({ teamIds: next })} />
      </form>
    </Dialog>
  )
}
