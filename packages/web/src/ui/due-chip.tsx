import { AlarmClock, Clock, Flag, HeartHandshake } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { formatDuration, formatMoment, formatShortMoment, urgencyOf } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Chip } from './chip.tsx'

type Props = {
  dueAt: string | Date
  /** What is due: our answer, a promised next word, a follow-up we set ourselves, or that it is solved. */
  kind: 'answer' | 'next_update' | 'follow_up' | 'resolution'
  /** With what is due in words (`Antwort überfällig seit 0:18`), for the head of a case. */
  long?: boolean
  /** Only how long, for narrow rows; what is due says the icon and the tooltip. */
  short?: boolean
}

/** How long there is: `überfällig 0:18`, `noch 0:42`, `Zusage Fr 14:00`. Icon and words first, colour second. */
export function DueChip({ dueAt, kind, long, short }: Props) {
  const { t } = useTranslation('ui')
  const language = useLanguage()
  const now = useNow()
  const due = new Date(dueAt)
  const urgency = urgencyOf(due, now)
  const moment = formatShortMoment(due, now, { language })
  const form = urgency === 'overdue' ? 'overdue' : 'ahead'
  // "überfällig 9 Tage", but "überfällig seit 9 Tagen".
  const dative = !short && (long === true || kind === 'follow_up')
  const left = formatDuration(due.getTime() - now.getTime(), { language, dative })
  const tone = urgency === 'overdue' ? 'bad' : urgency === 'soon' ? 'soon' : kind === 'next_update' ? 'ok' : 'neutral'
  const icon =
    urgency === 'overdue' && !short
      ? Clock
      : { answer: Clock, next_update: HeartHandshake, follow_up: AlarmClock, resolution: Flag }[kind]
  function words(): string {
    if (short) return urgency === 'overdue' || kind === 'answer' ? t(`due.answer.${form}`, { left }) : moment
    return long ? t(`due.${kind}.${form}_long`, { left, moment }) : t(`due.${kind}.${form}`, { left, moment })
  }
  return (
    <Chip tone={tone} icon={icon} title={`${t(`due.what.${kind}`)}: ${formatMoment(due, now, { language })}`}>
      {short && kind !== 'answer' && <span className="sr-only">{t(`due.what.${kind}`)}: </span>}
      {words()}
    </Chip>
  )
}
