import type { Member, Team } from '@resonanz/contracts'
import { CircleCheck, CircleMinus, Pencil } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, useMe } from '#lib/session.ts'
import { Avatar } from '#ui/avatar.tsx'
import { IconButton } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { MemberDialog } from './member-dialog.tsx'
import styles from './people.module.css'

/** People with role, teams, second factor and when they were last here; who left comes last and stays named. */
export function Members({ members, teams }: { members: Member[]; teams: Team[] }) {
  const { t } = useTranslation('people')
  const mayManage = useMay('member.manage')
  const me = useMe()
  const [open, setOpen] = useState<Member | null>(null)
  const teamNames = (ids: string[]) => teams.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  const columns: Column<Member>[] = [
    {
      id: 'name',
      label: t('column.name'),
      bare: true,
      cell: (member) => (
        <span className={styles.person}>
          <Avatar name={member.name} />
          <span>
            <b>
              {member.name} {member.id === me?.member.id && <Chip>{t('you')}</Chip>}{' '}
              {!member.active && <Chip>{t('inactive')}</Chip>}
            </b>
            <small>{member.email}</small>
          </span>
        </span>
      ),
    },
    { id: 'role', label: t('column.role'), cell: ({ role }) => t(`role.${role}`) },
    {
      id: 'teams',
      label: t('column.teams'),
      cell: ({ teamIds }) => teamNames(teamIds).join(', ') || <span className={styles.off}>–</span>,
    },
    {
      id: 'factor',
      label: t('column.factor'),
      cell: ({ twoFactorOn }) => (
        <Chip tone={twoFactorOn ? 'ok' : 'neutral'} icon={twoFactorOn ? CircleCheck : CircleMinus}>
          {t(twoFactorOn ? 'factor.on' : 'factor.off')}
        </Chip>
      ),
    },
    {
      id: 'seen',
      label: t('column.seen'),
      cell: ({ lastSeenAt }) =>
        lastSeenAt ? <RelativeTime at={lastSeenAt} days /> : <span className={styles.off}>{t('never')}</span>,
    },
    ...(mayManage
      ? [
          {
            id: 'edit',
            label: t('column.edit'),
            bare: true,
            hiddenLabel: true,
            corner: true,
            cell: (member: Member) => (
              <span className={styles.end}>
                {(member.role !== 'owner' || me?.member.role === 'owner') && (
                  <IconButton
                    small
                    icon={Pencil}
                    label={t('edit', { name: member.name })}
                    onClick={() => setOpen(member)}
                  />
                )}
              </span>
            ),
          },
        ]
      : []),
  ]
  const shown = members.toSorted((a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name))
  return (
    <>
      <DataTable
        label={t('tab.members')}
        columns={columns}
        rows={shown}
        keyOf={({ id }) => id}
        faded={({ active }) => !active}
      />
      {open && <MemberDialog key={open.id} member={open} teams={teams} onClose={() => setOpen(null)} />}
    </>
  )
}
