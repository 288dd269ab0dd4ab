import type { Post } from '@resonanz/contracts'
import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#lib/use-language.ts'
import { addDays, wallClockAt } from './days.ts'
import { hereZone } from './post-data.ts'
import { PostChip } from './post-chip.tsx'
import styles from './publishing.module.css'

type Props = {
  weeks: string[][]
  /** Its days stand out; null: a single week. */
  month: string | null
  today: string
  posts: readonly Post[]
  onOpen: (id: string) => void
  onNew: ((day: string) => void) | null
  /** To another day at the same time on the wall; asked before it is done. */
  onMove: (post: Post, day: string) => void
}
const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/**
 * Days with their posts. Arrows move between days, Enter writes a post there; on a post Enter opens it and Shift with an
 * arrow moves it by a day or a week. The mouse may drag.
 */
export function CalendarGrid({ weeks, month, today, posts, onOpen, onNew, onMove }: Props) {
  const { t } = useTranslation('publishing')
  const language = useLanguage()
  const table = useRef<HTMLTableElement>(null)
  const days = weeks.flat()
  const [wanted, setWanted] = useState(today)
  const [over, setOver] = useState<string | null>(null)
  const current = days.includes(wanted) ? wanted : days.includes(today) ? today : days[0]!
  const byDay = Map.groupBy(posts, (post) => wallClockAt(new Date(post.plannedAt), hereZone).slice(0, 10))
  const name = (day: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>): void {
    const step = steps[event.key]
    const target = event.target as HTMLElement
    const post = posts.find(({ id }) => id === target.closest<HTMLElement>('[data-post]')?.dataset.post)
    if (step !== undefined && post && event.shiftKey) {
      event.preventDefault()
      if (post.allowed.includes('move')) onMove(post, addDays(post.localTime.slice(0, 10), step))
      return
    }
    if (step !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
      const day = addDays(target.closest<HTMLElement>('[data-day]')?.dataset.day ?? current, step)
      if (!days.includes(day)) return
      event.preventDefault()
      setWanted(day)
      table.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus()
      return
    }
    if (event.key === 'Enter' && target.dataset.day && onNew && target.dataset.day >= today) {
      event.preventDefault()
      onNew(target.dataset.day)
    }
  }
  function onDrop(event: DragEvent, day: string): void {
    event.preventDefault()
    setOver(null)
    const post = posts.find(({ id }) => id === event.dataTransfer.getData('text/plain'))
    if (!post) return
    const from = wallClockAt(new Date(post.plannedAt), hereZone).slice(0, 10)
    const by = (Date.parse(day) - Date.parse(from)) / 86_400_000
    if (by !== 0) onMove(post, addDays(post.localTime.slice(0, 10), by))
  }
  return (
    <div className={styles.calendar}>
      <p className={styles.keys}>{t('keysHelp')}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table whose cells take the focus is a grid */}
      <table ref={table} className={styles.grid} role="grid" aria-label={t('calendar')} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {weeks[0]!.map((day) => (
              <th key={day} scope="col">
                <abbr title={name(day, { weekday: 'long' })}>{name(day, { weekday: 'short' })}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td
                  key={day}
                  role="gridcell"
                  data-day={day}
                  data-today={day === today || undefined}
                  data-other={(month !== null && !day.startsWith(month)) || undefined}
                  data-over={day === over || undefined}
                  tabIndex={day === current ? 0 : -1}
                  aria-label={t('dayOf', {
                    day: name(day, { weekday: 'long', day: 'numeric', month: 'long' }),
                    count: byDay.get(day)?.length ?? 0,
                  })}
                  onDragOver={(event) => {
                    event.preventDefault()
                    setOver(day)
                  }}
                  onDragLeave={() => setOver(null)}
                  onDrop={(event) => onDrop(event, day)}
                >
                  <span className={styles.date}>{name(day, { day: 'numeric' })}</span>
                  {(byDay.get(day) ?? []).map((post) => (
                    <PostChip key={post.id} post={post} onOpen={onOpen} />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
