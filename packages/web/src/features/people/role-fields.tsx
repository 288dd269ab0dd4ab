import type { Role, Team } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { useMe } from '#lib/session.ts'
import { CheckField, ChoiceField } from '#ui/field.tsx'
import styles from './people.module.css'

const roles = ['owner', 'admin', 'lead', 'agent', 'reader'] as const satisfies Role[]

/** The roles this person may give, each with what it is for; only owners make owners. */
export function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const { t } = useTranslation('people')
  const me = useMe()
  const offered = roles.filter((role) => role !== 'owner' || me?.member.role === 'owner')
  return (
    <ChoiceField
      label={t('column.role')}
      value={value}
      onChange={onChange}
      choices={offered.map((role) => ({ value: role, label: t(`role.${role}`), help: t(`roleHelp.${role}`) }))}
    />
  )
}

export function TeamsField({
  teams,
  value,
  onChange,
}: {
  teams: Team[]
  value: string[]
  onChange: (ids: string[]) => void
}) {
  const { t } = useTranslation('people')
  if (teams.length === 0) return null
  return (
    <fieldset>
      <legend className={styles.legend}>{t('column.teams')}</legend>
      <div className={styles.checks}>
        {teams.map(({ id, name }) => (
          <CheckField
            key={id}
            label={name}
            checked={value.includes(id)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...value, id] : value.filter((one) => one !== id))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
