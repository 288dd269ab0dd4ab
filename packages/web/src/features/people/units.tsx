import { organisationRoutes, type Team, type Unit } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { only, useTouched } from '#lib/touched.ts'
import { isProblem } from '#lib/problem.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Row, Rows } from '#ui/page.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './people.module.css'
import { pathOf, unitsBelow, unitsByPath } from './unit-tree.ts'

/** Brands, departments and regions above the teams. A company without them never needs to look here. */
export function Units({ units, teams }: { units: Unit[]; teams: Team[] }) {
  const { t } = useTranslation(['people', 'ui'])
  const may = useMay('team.manage')
  const [open, setOpen] = useState<Unit | 'new' | null>(null)
  const remove = useMutation({
    mutationFn: (unit: Unit) => call(organisationRoutes.removeUnit, { params: { id: unit.id } }),
    onSuccess: () => {
      invalidateRoute(queryClient, organisationRoutes.units)
      showNotice({ text: t('unit.removed'), tone: 'ok' })
    },
  })
  if (units.length === 0 && !may) return null
  const teamsOf = (unit: Unit) =>
    teams
      .filter(({ unitId }) => unitId === unit.id)
      .map(({ name }) => name)
      .join(', ')
  const isInUse = (unit: Unit) => teamsOf(unit) !== '' || units.some(({ parentId }) => parentId === unit.id)
  return (
    <section className={styles.units} aria-label={t('unit.title')}>
      <div className={styles.top}>
        <div>
          <h2>{t('unit.title')}</h2>
          <p className={styles.help}>{t('unit.intro')}</p>
        </div>
        {may && (
          <Button icon={Plus} onClick={() => setOpen('new')}>
            {t('unit.add')}
          </Button>
        )}
      </div>
      {remove.error && <ErrorState compact error={remove.error} />}
      {units.length > 0 && (
        <Rows label={t('unit.title')}>
          {unitsByPath(units).map((unit) => (
            <Row
              key={unit.id}
              title={pathOf(units, unit.id)}
              meta={teamsOf(unit) || t('unit.noTeams')}
              actions={
                may && (
                  <>
                    <IconButton
                      small
                      icon={Pencil}
                      label={t('edit', { name: unit.name })}
                      onClick={() => setOpen(unit)}
                    />
                    {!isInUse(unit) && (
                      <IconButton
                        small
                        icon={Trash2}
                        label={t('unit.remove', { name: unit.name })}
                        onClick={() => remove.mutate(unit)}
                      />
                    )}
                  </>
                )
              }
            />
          ))}
        </Rows>
      )}
      {open && (
        <UnitDialog key={open === 'new' ? 'new' : open.id} unit={open} units={units} onClose={() => setOpen(null)} />
      )}
    </section>
  )
}

function UnitDialog({ unit, units, onClose }: { unit: Unit | 'new'; units: Unit[]; onClose: () => void }) {
  const { t } = useTranslation(['people', 'ui'])
  const known = unit === 'new' ? null : unit
  const form = useTouched({ name: known?.name ?? '', parentId: known?.parentId ?? null })
  const { name, parentId } = form.values
  const [checked, setChecked] = useState(false)
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), parentId }
      return known
        ? call(organisationRoutes.changeUnit, { params: { id: known.id }, body: only(body, form.changes) })
        : call(organisationRoutes.createUnit, { body })
    },
    onSuccess: () => {
      invalidateRoute(queryClient, organisationRoutes.units)
      showNotice({ text: t('ui:saved'), tone: 'ok' })
      onClose()
    },
  })
  const below = known ? unitsBelow(units, known.id) : new Set<string>()
  return (
    <FormDialog
      title={known ? t('edit', { name: known.name }) : t('unit.add')}
      onClose={onClose}
      busy={save.isPending}
      error={save.error && !(isProblem(save.error) && save.error.errors.length > 0) ? save.error : null}
      onSubmit={() => {
        setChecked(true)
        if (name.trim()) save.mutate()
      }}
    >
      <TextField
        data-autofocus
        label={t('unit.name')}
        maxLength={80}
        value={name}
        onChange={(event) => form.set({ name: event.currentTarget.value })}
        error={checked && !name.trim() && t('missing')}
      />
      <SelectField
        clearable
        optional
        label={t('unit.above')}
        data={unitsByPath(units)
          .filter(({ id }) => !below.has(id))
          .map(({ id }) => ({ value: id, label: pathOf(units, id) }))}
        value={parentId}
        onChange={(id) => form.set({ parentId: id === null ? null : String(id) })}
      />
    </FormDialog>
  )
}
