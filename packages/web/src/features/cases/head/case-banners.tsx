import type { CaseDetail } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import { AlarmClock, CornerUpLeft, Info, Merge } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { waitsInWords } from '#lib/moments.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Banner } from '#ui/states.tsx'
import { useChange } from '../use-change.ts'
import styles from '../case.module.css'

/** What must be known before reading on: joined into another case, resting until a time, facts for the next contact. */
export function CaseBanners({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['cases', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const change = useChange(detail)
  const rests = detail.followUpAt && new Date(detail.followUpAt) > now
  const isBack = !rests && detail.backBecause !== null
  const at = detail.followUpAt ? formatMoment(new Date(detail.followUpAt), now, { language }) : ''
  const events = [...(detail.followUpUntilReply ? (['reply'] as const) : []), ...detail.followUpFor]
  const what = waitsInWords(
    events.map((event) => t(`ui:waits.${event}`)),
    language,
  )
  if (!detail.mergedInto && !rests && !isBack && !detail.particulars) return null
  return (
    <div className={styles.banners}>
      {detail.mergedInto && (
        <Banner icon={Merge}>
          {t('merged.words')}{' '}
          <Link to="/cases/$caseId" params={{ caseId: detail.mergedInto.id }}>
            {t('merged.open', { number: detail.mergedInto.number })}
          </Link>
        </Banner>
      )}
      {rests && detail.followUpAt && (
        <Banner
          icon={AlarmClock}
          actions={
            detail.allowed.includes('followUp') && (
              <Button small onClick={() => void change({ followUp: null }, t('done.followUpNone'))}>
                {t('rests.wake')}
              </Button>
            )
          }
        >
          {what ? t('rests.orWhat', { at, what }) : t('rests.until', { at })}
          {detail.followUpNote && ` ${detail.followUpNote}`}
        </Banner>
      )}
      {isBack && (
        <Banner
          icon={CornerUpLeft}
          actions={
            detail.followUpAt &&
            detail.allowed.includes('followUp') && (
              <Button small onClick={() => void change({ followUp: null }, t('done.followUpNone'))}>
                {t('ui:followUp.none')}
              </Button>
            )
          }
        >
          {t('ui:cameBack.because', { why: t(`ui:cameBack.${detail.backBecause!}`) })}
          {detail.followUpNote && ` · ${detail.followUpNote}`}
        </Banner>
      )}
      {detail.particulars && (
        <Banner tone="note" icon={Info}>
          {detail.particulars}
        </Banner>
      )}
    </div>
  )
}
