import { organisationRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { type Tab, Tabs } from '#ui/tabs.tsx'
import { Absences } from './absences.tsx'
import { Invitations } from './invitations.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { Members } from './members.tsx'
import styles from './people.module.css'
import { Teams } from './teams.tsx'
import { Units } from './units.tsx'

type TabId = 'members' | 'invitations' | 'teams' | 'absences'

/** Who works here: people, open invitations, teams. */
export function PeopleScreen() {
  const { t } = useTranslation(['people', 'app'])
  const navigate = useNavigate()
  const { tab: asked } = useSearch({ strict: false }) as { tab?: string }
  const mayManage = useMay('member.manage')
  const [inviting, setInviting] = useState(false)
  const members = useQuery(read(organisationRoutes.members))
  const teams = useQuery(read(organisationRoutes.teams))
  const units = useQuery(read(organisationRoutes.units))
  const invitations = useQuery({ ...read(organisationRoutes.invitations), enabled: mayManage })
  const error = members.error ?? teams.error
  const tab: TabId =
    asked === 'teams' || asked === 'absences' || (asked === 'invitations' && mayManage) ? asked : 'members'
  const tabs: Tab<TabId>[] = [
    { id: 'members', label: t('tab.members'), count: members.data?.items.filter(({ active }) => active).length ?? 0 },
    ...(mayManage
      ? [{ id: 'invitations' as const, label: t('tab.invitations'), count: invitations.data?.items.length ?? 0 }]
      : []),
    { id: 'teams', label: t('tab.teams'), count: teams.data?.items.length ?? 0 },
    { id: 'absences', label: t('tab.absences') },
  ]
  return (
    <Page
      wide
      title={t('title')}
      intro={
        <>
          {t('intro')} <Link to="/settings/rights">{t('rightsLink')}</Link>
        </>
      }
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
      actions={
        mayManage && (
          <Button look="primary" icon={UserPlus} onClick={() => setInviting(true)}>
            {t('invite.button')}
          </Button>
        )
      }
    >
      {error && !members.data && <ErrorState error={error} onRetry={() => void members.refetch()} />}
      {!error && (!members.data || !teams.data) && <SkeletonRows rows={5} lines={2} />}
      {members.data && teams.data && (
        <div>
          <Tabs
            label={t('title')}
            value={tab}
            onChange={(id) =>
              void navigate({ to: '/settings/people', search: id === 'members' ? {} : { tab: id }, replace: true })
            }
            tabs={tabs.map((one) => ({
              ...one,
              ...(one.id === tab && {
                content: (
                  <div className={styles.panel}>
                    {tab === 'members' && <Members members={members.data.items} teams={teams.data.items} />}
                    {tab === 'invitations' && (
                      <Invitations query={invitations} teams={teams.data.items} onInvite={() => setInviting(true)} />
                    )}
                    {tab === 'teams' && (
                      <>
                        <Teams teams={teams.data.items} members={members.data.items} units={units.data?.items ?? []} />
                        {units.data && <Units units={units.data.items} teams={teams.data.items} />}
                      </>
                    )}
                    {tab === 'absences' && <Absences members={members.data.items} />}
                  </div>
                ),
              }),
            }))}
          />
        </div>
      )}
      {teams.data && <InviteDialog open={inviting} teams={teams.data.items} onClose={() => setInviting(false)} />}
    </Page>
  )
}
