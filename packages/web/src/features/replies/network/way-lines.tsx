import { answersPrivately, capabilitiesWith, type ReplyWay, type Thread } from '@resonanz/contracts'
import { Clock, Globe, Lock, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { formatDuration, formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import styles from './network.module.css'

type ChoiceProps = {
  thread: Thread
  way: ReplyWay | undefined
  privately: boolean
  onPrivately: (privately: boolean) => void
}

/** Publicly, or by a private message, where the network has both; used up or over says so and why. */
export function PublicOrPrivate({ thread, way, privately, onPrivately }: ChoiceProps) {
  const { t } = useTranslation('replies')
  const language = useLanguage()
  const now = useNow()
  if (thread.visibility !== 'public' || !answersPrivately(capabilitiesWith(thread.channel, way?.limits))) return null
  const because = way?.privateReply?.because ?? null
  const at = because === 'used' ? way?.privateReply?.usedAt : way?.privateReply?.until
  const moment = at ? formatMoment(new Date(at), now, { language }) : ''
  return (
    <fieldset className={styles.choice}>
      <legend className="sr-only">{t('network.where')}</legend>
      <label>
        <input type="radio" name={`where-${thread.id}`} checked={!privately} onChange={() => onPrivately(false)} />
        <Globe size={13} /> {t('network.publicly')}
      </label>
      <label data-off={because !== null || undefined}>
        <input
          type="radio"
          name={`where-${thread.id}`}
          checked={privately}
          disabled={because !== null && !privately}
          onChange={() => onPrivately(true)}
        />
        <Lock size={13} /> {t('network.privately')}
      </label>
      {because !== null && <span className={styles.hint}>{t(`network.no.${because}`, { at: moment })}</span>}
      {because === null && way?.privateReply?.until && (
        <span className={styles.hint}>{t('network.privateUntil', { at: moment })}</span>
      )}
    </fieldset>
  )
}

const soonMs = 3 * 3_600_000

/** Until when the network takes an answer: quiet while there is time, a warning near the end, and the way on after it. */
export function WindowLine({ way }: { way: ReplyWay | undefined }) {
  const { t } = useTranslation('replies')
  const language = useLanguage()
  const now = useNow()
  const window = way?.window
  if (!window) return null
  const end = [window.until, window.longUntil].find((until) => until !== null && Date.parse(until) > now.getTime())
  if (!end) {
    const closed = window.longUntil ?? window.until
    const at = closed ? formatMoment(new Date(closed), now, { language }) : ''
    return (
      <p className={styles.warning} role="alert">
        <TriangleAlert size={14} />
        {t(closed ? 'network.closed' : 'network.neverOpen', { at })} {t(`network.after.${window.after}`)}
      </p>
    )
  }
  const leftMs = Date.parse(end) - now.getTime()
  const left = formatDuration(leftMs, { language })
  const isLong = end === window.longUntil
  return (
    <p className={leftMs < soonMs || isLong ? styles.warning : styles.window}>
      <Clock size={14} />
      {t(isLong ? 'network.openByHand' : 'network.open', { left })}
    </p>
  )
}

/** The words that are answered are gone on the network. */
export function TakenAway({ way }: { way: ReplyWay | undefined }) {
  const { t } = useTranslation('replies')
  if (!way?.answered?.isDeleted) return null
  return (
    <p className={styles.warning} role="alert">
      <TriangleAlert size={14} />
      {t('network.takenAway')}
    </p>
  )
}
