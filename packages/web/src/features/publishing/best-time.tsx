import { publishingRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Lightbulb } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { wallClockAt, weeklyAt } from './days.ts'
import styles from './publishing.module.css'

type Props = { presenceId: string; timeZone: string; localTime: string; onChoose: (localTime: string) => void }

/** When people write to us there; says what it counts, and when it knows too little. */
export function BestTime({ presenceId, timeZone, localTime, onChoose }: Props) {
  const { t } = useTranslation('publishing')
  const language = useLanguage()
  const { data } = useQuery(read(publishingRoutes.bestTimes, { query: { presenceId, timeZone } }))
  if (!data) return null
  const moment = (weekday: number, hour: number) =>
    weeklyAt(localTime.slice(0, 10), { weekday, hour }, wallClockAt(new Date(), timeZone))
  const words = (weekday: number, hour: number) => {
    const at = new Date(`${moment(weekday, hour)}:00Z`)
    return new Intl.DateTimeFormat(language, {
      weekday: 'long',
      hour: 'numeric',
      minute: '2-digit',
      timeZone: 'UTC',
    }).format(at)
  }
  return (
    <div className={styles.hint}>
      <Lightbulb size={16} />
      <div>
        <p>
          {data.best.length === 0
            ? t('best.tooLittle', { count: data.messages, least: data.least, days: data.days })
            : t('best.from', { count: data.messages, days: data.days })}
        </p>
        {data.best.length > 0 && (
          <div className={styles.buttons}>
            {data.best.map(({ weekday, hour, messages }) => (
              <Button
                key={`${weekday}-${hour}`}
                small
                title={t('best.counted', { count: messages })}
                onClick={() => onChoose(moment(weekday, hour))}
              >
                {words(weekday, hour)}
              </Button>
            ))}
          </div>
        )}
      </div>
    </div>
  )
}
