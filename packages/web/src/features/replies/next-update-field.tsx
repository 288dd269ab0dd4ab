import { settingsRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { ChevronDown, HeartHandshake } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { promisePresets, usualNextUpdate } from '#lib/moments.ts'
import { read } from '#lib/query.ts'
import { formatMoment, formatShortMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Menu } from '#ui/menu.tsx'
import type { NextUpdate } from './next-update.ts'
import styles from './replies.module.css'

const OwnTime = lazy(() => import('./own-time-dialog.tsx').then((file) => ({ default: file.OwnTimeDialog })))
const USUAL_HOURS = 24

/** What is promised with this answer: what was chosen, else the workspace's usual time. */
export function useNextUpdate(kept: NextUpdate | undefined) {
  const hours = useQuery({ ...read(settingsRoutes.read), staleTime: 5 * 60_000 }).data?.nextUpdateHours ?? USUAL_HOURS
  const now = useNow()
  const [chosen, setChosen] = useState<NextUpdate | undefined>(kept)
  const wanted = chosen === undefined ? kept : chosen
  const passed = wanted && new Date(wanted.at) <= now
  const value: NextUpdate =
    wanted === undefined || passed ? { at: usualNextUpdate(now, hours).toISOString(), text: '' } : wanted
  return { value, set: setChosen, reset: () => setChosen(undefined) }
}

type Props = { field: ReturnType<typeof useNextUpdate>; onChange: (value: NextUpdate) => void }

/** `Nächste Rückmeldung heute 16:00`: a button with presets, an own time, or none needed. */
export function NextUpdateField({ field, onChange }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const [asking, setAsking] = useState(false)
  const { value } = field
  function choose(next: NextUpdate): void {
    field.set(next)
    onChange(next)
  }
  const words = value ? momentWords(new Date(value.at), now) : t('next.none')
  function momentWords(at: Date, from: Date): string {
    const short = formatShortMoment(at, from, { language })
    return at.toDateString() === from.toDateString() ? t('next.today', { time: short }) : short
  }
  return (
    <>
      <Menu
        label={t('next.label')}
        width={280}
        end
        target={
          <button
            type="button"
            className={styles.next}
            title={
              value ? `${t('next.label')}: ${formatMoment(new Date(value.at), now, { language })}` : t('next.noneHelp')
            }
          >
            <HeartHandshake size={14} />
            <span className={styles.nextLabel}>{t('next.label')}</span> <b>{words}</b>
            <ChevronDown size={14} />
          </button>
        }
        entries={[
          ...promisePresets(now).map((preset) => ({
            label: t(`next.preset.${preset.id}`),
            hint: <small>{formatShortMoment(preset.at, now, { language })}</small>,
            checked: value?.at === preset.at.toISOString(),
            run: () => choose({ at: preset.at.toISOString(), text: value?.text ?? '' }),
          })),
          { label: t('next.own'), run: () => setAsking(true) },
          'line' as const,
          { label: t('next.noneLong'), checked: value === null, run: () => choose(null) },
        ]}
      />
      {asking && (
        <Suspense>
          <OwnTime
            start={value}
            onClose={() => setAsking(false)}
            onSet={(next) => {
              setAsking(false)
              choose(next)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
