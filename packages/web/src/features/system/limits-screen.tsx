import { capabilitiesOf } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { BackLink } from '#ui/back-link.tsx'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { Page, Section } from '#ui/page.tsx'
import { type Limit, type LimitName, shownLimits } from './limits.ts'
import styles from './system.module.css'

type Row = Pick<Limit, 'value' | 'unit'> & { name: LimitName }
const groups = ['intake', 'sizes', 'requests'] as const

/** What holds, in plain figures: nobody should learn a limit by running into it. */
export function LimitsScreen() {
  const { t, i18n } = useTranslation(['system', 'app'])
  const locale = i18n.language.startsWith('en') ? 'en-GB' : 'de-DE'
  const shown = ({ value, unit }: Pick<Limit, 'value' | 'unit'>) => {
    const number = new Intl.NumberFormat(locale).format(unit === 'bytes' ? value / 1024 / 1024 : value)
    if (unit === 'bytes') return `${number} MB`
    return unit === 'count' ? number : t(`unit.${unit}`, { number })
  }
  const columns: Column<Row>[] = [
    { id: 'name', label: t('limits.what'), bare: true, cell: ({ name }) => t(`limit.${name}`) },
    { id: 'value', label: t('limits.value'), numeric: true, bare: true, cell: shown },
  ]
  const mail = capabilitiesOf.email.attachments
  return (
    <Page
      title={t('limits.title')}
      intro={t('limits.intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
    >
      {groups.map((group) => (
        <Section key={group} title={t(`limits.${group}`)}>
          <div className={styles.dense}>
            <DataTable
              label={t(`limits.${group}`)}
              columns={columns}
              rows={shownLimits.filter((one) => one.group === group)}
              keyOf={({ name }) => name}
            />
          </div>
          {group === 'sizes' && mail && (
            <p className={styles.help}>
              {t('limits.mail', {
                count: mail.maxCount,
                each: shown({ value: mail.maxBytesEach, unit: 'bytes' }),
                together: shown({ value: mail.maxBytesTogether, unit: 'bytes' }),
              })}
            </p>
          )}
        </Section>
      ))}
    </Page>
  )
}
