import type { Goodwill } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import { BadgeCheck, Ban, Hourglass, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { formatMoney } from '#lib/money.ts'
import { formatDay, formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import styles from './goodwill.module.css'
import { ObjectionLine } from './objection-line.tsx'

export type GoodwillAct = 'change' | 'withdraw' | 'promise' | 'reverse' | 'object'
type Props = { item: Goodwill; onAct: (what: GoodwillAct) => void }

const icons = { requested: Hourglass, granted: BadgeCheck, rejected: Ban, withdrawn: Undo2 } as const
const tones = { requested: 'soon', granted: 'ok', rejected: 'bad', withdrawn: 'neutral' } as const

/** One grant: how much of what, why, and who said so when and until when. */
export function GoodwillItem({ item, onAct }: Props) {
  const { t } = useTranslation(['goodwill', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const moment = (at: string | null) => (at ? formatMoment(new Date(at), now, { language }) : '')
  const by =
    item.state === 'granted'
      ? t(item.grantedFor ? 'grantedFor' : 'grantedBy', {
          name: item.grantedBy?.name ?? '',
          for: item.grantedFor?.name ?? '',
          at: moment(item.grantedAt),
        })
      : item.state === 'requested'
        ? t('requestedBy', { name: item.requestedBy.name, at: moment(item.requestedAt) })
        : t('endedBy', { name: item.endedBy?.name ?? '', at: moment(item.endedAt) })
  return (
    <li className={styles.item} data-goodwill={item.id}>
      <div className={styles.line}>
        <b>{formatMoney(item.amountMinor, item.currency, language)}</b>
        <span>
          {t(`kind.${item.kind}`)}
          {item.what && `: ${item.what}`}
        </span>
        <Chip tone={tones[item.state]} icon={icons[item.state]}>
          {t(item.reverses ? `reversalState.${item.state}` : `state.${item.state}`)}
        </Chip>
        {item.reversal && (
          <Chip tone={item.reversal.state === 'granted' ? 'neutral' : 'soon'}>
            {t(item.reversal.state === 'granted' ? 'isReversed' : 'isBeingReversed')}
          </Chip>
        )}
      </div>
      <p>{item.reason}</p>
      <small>
        {by}
        {item.validUntil &&
          ` · ${t('validUntil', { day: formatDay(new Date(`${item.validUntil}T12:00:00`), now, { language }) })}`}
        {item.bookingNo !== null && ` · ${t('booked', { number: item.bookingNo })}`}
      </small>
      {item.reverses && <small>{t('reverses', { number: item.reverses.bookingNo })}</small>}
      <ObjectionLine item={item} />
      {item.endedReason && <small>{item.endedReason}</small>}
      {item.overruled && <small>{t('overruled', { team: item.overruled.team, reason: item.overruled.reason })}</small>}
      <span className={styles.actions}>
        {item.state === 'requested' && item.approvalId && (
          <Link to="/approvals/$approvalId" params={{ approvalId: item.approvalId }}>
            {t('toApproval')}
          </Link>
        )}
        {item.mayChange && !item.reverses && (
          <Button small look="quiet" onClick={() => onAct('change')}>
            {t('change')}
          </Button>
        )}
        {item.mayChange && item.state === 'granted' && !item.promiseId && (
          <Button small look="quiet" onClick={() => onAct('promise')}>
            {t('promise')}
          </Button>
        )}
        {item.mayChange && (
          <Button small look="quiet" onClick={() => onAct('withdraw')}>
            {t('withdraw')}
          </Button>
        )}
        {item.mayReverse && (
          <Button small look="quiet" onClick={() => onAct('reverse')}>
            {t('reverse')}
          </Button>
        )}
        {item.mayObject && (
          <Button small onClick={() => onAct('object')}>
            {t('object')}
          </Button>
        )}
      </span>
    </li>
  )
}
