import type { ManyResult } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Chip, type ChipTone } from '#ui/chip.tsx'
import { Moment } from '#ui/relative-time.tsx'
import styles from './incidents.module.css'

export const resultTones: Record<ManyResult['state'], ChipTone> = {
  waiting: 'neutral',
  sending: 'note',
  sent: 'ok',
  failed: 'bad',
  unclear: 'bad',
  undone: 'neutral',
  skipped: 'soon',
}

/** What became of it for one recipient, and the way to try once more. */
export function ResultLine({ item, onRetry }: { item: ManyResult; onRetry?: () => void }) {
  const { t } = useTranslation('incidents')
  return (
    <div className={styles.line}>
      <Chip tone={resultTones[item.state]}>{t(`result.${item.state}`)}</Chip>
      <div>
        <Link to="/cases/$caseId" params={{ caseId: item.case.id }}>
          #{item.case.number} {item.case.customer}
        </Link>
        {item.reason && <small>{t(`reason.${item.reason}`)}</small>}
        {item.errorCode && <small>{t('result.code', { code: item.errorCode })}</small>}
      </div>
      <span className={styles.actions}>
        {item.isAnswered && <Chip tone="note">{t('result.answered')}</Chip>}
        {item.at && <Moment at={item.at} />}
        {onRetry && (
          <Button small aria-label={t('result.againFor', { number: item.case.number })} onClick={onRetry}>
            {t('result.again')}
          </Button>
        )}
      </span>
    </div>
  )
}
