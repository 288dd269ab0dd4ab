import { type Invitation, organisationRoutes, type ResponseOf, type Team } from '@resonanz/contracts'
import type { UseQueryResult } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { Moment, RelativeTime } from '#ui/relative-time.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import styles from './people.module.css'

type Props = {
  query: UseQueryResult<ResponseOf<typeof organisationRoutes.invitations>>
  teams: Team[]
  onInvite: () => void
}

/** Links that were given out and not used yet. */
export function Invitations({ query, teams, onInvite }: Props) {
  const { t } = useTranslation(['people', 'ui'])
  if (query.error && !query.data) return <ErrorState compact error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonRows rows={2} lines={2} />
  if (query.data.items.length === 0)
    return (
      <EmptyState
        icon={UserPlus}
        title={t('invite.none')}
        actions={
          <Button look="primary" onClick={onInvite}>
            {t('invite.button')}
          </Button>
        }
      >
        {t('invite.help')}
      </EmptyState>
    )

  async function revoke({ id, email }: Invitation): Promise<void> {
    try {
      await call(organisationRoutes.revokeInvitation, { params: { id } })
      showNotice({ text: t('invite.revoked', { email }), tone: 'ok' })
    } catch {
      showNotice({ text: t('ui:problem.internal.title'), tone: 'bad' })
    }
    invalidateRoute(queryClient, organisationRoutes.invitations)
  }
  const columns: Column<Invitation>[] = [
    {
      id: 'email',
      label: t('invite.email'),
      bare: true,
      cell: ({ email }) => <b style={{ fontWeight: 550, overflowWrap: 'anywhere' }}>{email}</b>,
    },
    { id: 'role', label: t('column.role'), cell: ({ role }) => t(`role.${role}`) },
    {
      id: 'teams',
      label: t('column.teams'),
      cell: ({ teamIds }) =>
        teams
          .filter(({ id }) => teamIds.includes(id))
          .map(({ name }) => name)
          .join(', ') || <span className={styles.off}>–</span>,
    },
    {
      id: 'by',
      label: t('invite.by'),
      cell: ({ invitedBy, createdAt }) => (
        <span>
          {invitedBy ?? '–'}, <RelativeTime at={createdAt} />
        </span>
      ),
    },
    { id: 'until', label: t('invite.until'), cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
    {
      id: 'revoke',
      label: t('invite.revoke'),
      bare: true,
      hiddenLabel: true,
      cell: (invitation) => (
        <span className={styles.end}>
          <Button
            small
            look="quiet"
            aria-label={`${t('invite.revoke')}: ${invitation.email}`}
            onClick={() => void revoke(invitation)}
          >
            {t('invite.revoke')}
          </Button>
        </span>
      ),
    },
  ]
  return <DataTable label={t('tab.invitations')} columns={columns} rows={query.data.items} keyOf={({ id }) => id} />
}
