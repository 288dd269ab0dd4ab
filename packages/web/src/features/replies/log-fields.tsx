import type { CaseDetail } from '@resonanz/contracts'
import { ExternalLink } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { fromLocalInput, toLocalInput } from '#lib/moments.ts'
import styles from './replies.module.css'

export const logWays = ['phone', 'letter', 'visit', 'post', 'mail'] as const
export type LogHow = { way: (typeof logWays)[number] /** ISO 8601; null: just now */; at: string | null }
const usual: Partial<Record<CaseDetail['channel'], LogHow['way']>> = {
  email: 'mail',
  form: 'mail',
  feed: 'post',
  found: 'post',
  bluesky: 'post',
  firehose: 'post',
  inlet: 'mail',
  phone: 'phone',
  letter: 'letter',
  visit: 'visit',
}

/** The way an answer on this channel is most often given. */
export function usualWay(channel: CaseDetail['channel'], wished: string | null): LogHow['way'] {
  if (wished === 'phone' || wished === 'letter' || wished === 'visit') return wished
  return wished === 'email' ? 'mail' : (usual[channel] ?? 'post')
}

type Props = { thread: CaseDetail['threads'][number]; how: LogHow; onHow: (how: LogHow) => void }

/** Where we cannot send ourselves a person answers by hand; here is noted how and when it was said. */
export function LogFields({ thread, how, onHow }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const now = new Date()
  return (
    <div className={styles.log}>
      <label>
        {t('log.how')}
        <select
          value={how.way}
          onChange={(event) => onHow({ ...how, way: event.currentTarget.value as LogHow['way'] })}
        >
          {logWays.map((way) => (
            <option key={way} value={way}>
              {t(`log.${way}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('log.when')}
        <input
          type="datetime-local"
          value={toLocalInput(how.at ? new Date(how.at) : now)}
          max={toLocalInput(now)}
          onChange={(event) => onHow({ ...how, at: fromLocalInput(event.currentTarget.value)?.toISOString() ?? null })}
        />
      </label>
      {thread.wishedAnswer && (
        <span>{t('log.wished', { way: t(`log.wish.${thread.wishedAnswer}` as 'log.wish.same') })}</span>
      )}
      {thread.permalink && /^https?:\/\//.test(thread.permalink) && (
        <a href={thread.permalink} target="_blank" rel="noopener noreferrer nofollow">
          <ExternalLink size={13} />
          {t('log.open')}
        </a>
      )}
    </div>
  )
}
