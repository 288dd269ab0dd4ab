import type { publishingRoutes, ResponseOf } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { Chip } from '#ui/chip.tsx'
import { TextField } from '#ui/field.tsx'
import styles from './publishing.module.css'

export type Reasons = Record<string, string>
type Props = {
  check: ResponseOf<typeof publishingRoutes.check>
  reasons: Reasons
  onReasons: (reasons: Reasons) => void
}

/** What the guideline says, each rule once; a warning may be answered for with a reason, a stop by who has the right. */
export function Findings({ check, reasons, onReasons }: Props) {
  const { t } = useTranslation('publishing')
  const all = check.targets.flatMap(({ findings }) => findings)
  const each = [...new Map(all.map((finding) => [finding.rule, finding])).values()]
  if (each.length === 0) return <p className={styles.count}>{t('guideline.fine')}</p>
  return (
    <ul className={styles.findings} aria-label={t('guideline.title')}>
      {each.map(({ rule, level, reason, suggestion }) => (
        <li key={rule}>
          <Chip tone={level === 'stop' ? 'bad' : level === 'warning' ? 'soon' : 'neutral'}>
            {t(`guideline.${level}`)}
          </Chip>{' '}
          {reason} {suggestion}
          {level !== 'hint' && (level === 'warning' || check.mayOverrideStop) && (
            <TextField
              optional
              label={t('guideline.why')}
              maxLength={300}
              value={reasons[rule] ?? ''}
              onChange={(event) => onReasons({ ...reasons, [rule]: event.currentTarget.value })}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
