import { type Member, organisationRoutes, type Team, type Unit } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { Pencil, Plus, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { only, useTouched } from '#lib/touched.ts'
import { isProblem } from '#lib/problem.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { CheckField, TextField } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Row, Rows } from '#ui/page.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { EmptyState } from '#ui/states.tsx'
import styles from './people.module.css'
import { pathOf, unitsByPath } from './unit-tree.ts'

/** Teams and who is in them. A case goes to a team until somebody takes it. */
export function Teams({ teams, members, units }: { teams: Team[]; members: Member[]; units: Unit[] }) {
  const { t } = useTranslation('people')
  const may = useMay('team.manage')
  const [open, setOpen] = useState<Team | 'new' | null>(null)
  const names = ({ memberIds }: Team) =>
    members
      .filter(({ id, active }) => active && memberIds.includes(id))
      .map(({ name }) => name)
      .join(', ')
  const add = may && (
    <Button icon={Plus} look={teams.length === 0 ? 'primary' : 'default'} onClick={() => setOpen('new')}>
      {t('team.add')}
    </Button>
  )
  return (
    <>
      {teams.length === 0 ? (
        <EmptyState icon={UsersRound} title={t('team.none')} actions={add}>
          {t('team.intro')}
        </EmptyState>
      ) : (
        <>
          <div className={styles.top}>
            <p className={styles.help}>{t('team.intro')}</p>
            {add}
          </div>
          <Rows label={t('tab.teams')}>
            {teams.map((team) => (
              <Row
                key={team.id}
                title={team.name}
                meta={[team.unitId && pathOf(units, team.unitId), names(team) || t('team.empty')]
                  .filter(Boolean)
                  .join(' · ')}
                actions={
                  may && (
                    <IconButton
                      small
                      icon={Pencil}
                      label={t('edit', { name: team.name })}
                      onClick={() => setOpen(team)}
                    />
                  )
                }
              />
            ))}
          </Rows>
        </>
      )}
      {open && (
        <TeamDialog
          key={open === 'new' ? 'new' : open.id}
          team={open}
          members={members}
          units={units}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

type DialogProps = { team: Team | 'new'; members: Member[]; units: Unit[]; onClose: () => void }

function TeamDialog({ team, members, units, onClose }: DialogProps) {
  const { t } = useTranslation(['people', 'ui'])
  const known = team === 'new' ? null : team
  const form = useTouched({
    name: known?.name ?? '',
    memberIds: known?.memberIds ?? [],
    unitId: known?.unitId ?? null,
  })
  const { name, memberIds, unitId } = form.values
  const [checked, setChecked] = useState(false)
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), memberIds, unitId }
      return known
        ? call(organisationRoutes.changeTeam, { params: { id: known.id }, body: only(body, form.changes) })
        : call(organisationRoutes.createTeam, { body })
    },
    onSuccess: () => {
      invalidateRoute(queryClient, organisationRoutes.teams, organisationRoutes.members)
      showNotice({ text: t('ui:saved'), tone: 'ok' })
      onClose()
    },
  })
  const problem = isProblem(save.error) ? save.error : null
  const choosable = members.filter(({ id, active }) => active || memberIds.includes(id))
  return (
    <FormDialog
      title={known ? t('edit', { name: known.name }) : t('team.add')}
      onClose={onClose}
      busy={save.isPending}
      error={save.error && problem?.code !== 'conflict' && !problem?.errors.length ? save.error : null}
      onSubmit={() => {
        setChecked(true)
        if (name.trim()) save.mutate()
      }}
    >
      <TextField
        data-autofocus
        label={t('team.name')}
        maxLength={80}
        value={name}
        onChange={(event) => form.set({ name: event.currentTarget.value })}
        error={problem?.code === 'conflict' ? t('team.taken') : checked && !name.trim() && t('missing')}
      />
      {units.length > 0 && (
        <SelectField
          clearable
          optional
          label={t('team.unit')}
          data={unitsByPath(units).map(({ id }) => ({ value: id, label: pathOf(units, id) }))}
          value={unitId}
          onChange={(id) => form.set({ unitId: id === null ? null : String(id) })}
        />
      )}
      <fieldset>
        <legend className={styles.legend}>{t('team.members')}</legend>
        <div className={styles.checks}>
          {choosable.map((member) => (
            <CheckField
              key={member.id}
              label={member.name}
              description={t(`role.${member.role}`)}
              checked={memberIds.includes(member.id)}
              onChange={(event) =>
                form.set({
                  memberIds: event.currentTarget.checked
                    ? [...memberIds, member.id]
                    : memberIds.filter((one) => one !== member.id),
                })
              }
            />
          ))}
        </div>
      </fieldset>
    </FormDialog>
  )
}
