import { type Permission, permissionsOf, type Role } from '@resonanz/contracts'
import { Check, Minus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMe } from '#lib/session.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Chip } from '#ui/chip.tsx'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { Page, Section } from '#ui/page.tsx'
import styles from './people.module.css'
import { rightsInOrder } from './rights.ts'

const roles = Object.keys(permissionsOf) as Role[]

/** Who may do what: the very table the server decides by. */
export function RightsScreen() {
  const { t } = useTranslation(['people', 'app'])
  const me = useMe()
  const columns: Column<Permission>[] = [
    { id: 'right', label: t('rights.right'), bare: true, cell: (right) => t(`right.${right}`) },
    ...roles.map((role) => ({
      id: role,
      label: t(`role.${role}`),
      cell: (right: Permission) => {
        const may = permissionsOf[role].includes(right)
        return (
          <span className={styles.cellMark}>
            {may ? <Check size={16} className={styles.yes} /> : <Minus size={16} className={styles.off} />}
            <span className="sr-only">{t(may ? 'rights.yes' : 'rights.no')}</span>
          </span>
        )
      },
    })),
  ]
  return (
    <Page
      wide
      title={t('rights.title')}
      intro={t('rights.intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
    >
      <Section title={t('rights.roles')}>
        <dl className={styles.form}>
          {roles.map((role) => (
            <div key={role}>
              <dt>
                <b>{t(`role.${role}`)}</b> {me?.member.role === role && <Chip>{t('rights.yours')}</Chip>}
              </dt>
              <dd className={styles.help}>{t(`roleHelp.${role}`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t('rights.table')} intro={t('rights.tableIntro')}>
        <div className={styles.dense}>
          <DataTable label={t('rights.table')} columns={columns} rows={rightsInOrder} keyOf={(right) => right} />
        </div>
      </Section>
    </Page>
  )
}
