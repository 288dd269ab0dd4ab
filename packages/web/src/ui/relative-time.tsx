import { useNow } from '#lib/clock.ts'
import { formatListTime, formatMoment, formatRelative } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'

type Props = { at: string | Date /** `vor 6 Tagen` also beyond a day. */; days?: boolean; className?: string }

/** `vor 3 Std.`; the moment itself in the tooltip and for print. */
export function RelativeTime({ at, days, className }: Props) {
  const language = useLanguage()
  const now = useNow()
  const date = new Date(at)
  return (
    <time className={className} dateTime={date.toISOString()} title={formatMoment(date, now, { language })}>
      {formatRelative(date, now, days ? { language, days } : { language })}
    </time>
  )
}

/** `14:02`, `Gestern`, `3.11.`: for rows of lists. */
export function ListTime({ at, className }: Omit<Props, 'days'>) {
  const language = useLanguage()
  const now = useNow()
  const date = new Date(at)
  return (
    <time className={className} dateTime={date.toISOString()} title={formatMoment(date, now, { language })}>
      {formatListTime(date, now, { language })}
    </time>
  )
}

/** `Fr., 27.11., 14:05 Uhr`. */
export function Moment({ at, className }: Omit<Props, 'days'>) {
  const language = useLanguage()
  const now = useNow()
  const date = new Date(at)
  return (
    <time className={className} dateTime={date.toISOString()}>
      {formatMoment(date, now, { language })}
    </time>
  )
}
