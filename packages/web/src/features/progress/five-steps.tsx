import { type CaseDetail, type CaseProgress, progressRoutes, Step, type StepItem } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleDashed, Hourglass, OctagonPause } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { useNow } from '#lib/clock.ts'
import { read } from '#lib/query.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Chip } from '#ui/chip.tsx'
import { Menu, type MenuEntry } from '#ui/menu.tsx'
import { goTo } from './places.ts'
import styles from './progress.module.css'

type Shown = CaseProgress['steps'][number]
const icons = { done: CircleCheck, missing: CircleDashed, waiting: Hourglass }

/** Where a case stands between hearing and documenting. Each step opens what is done and what is missing; each of that leads to its place. */
export function FiveSteps({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['progress', 'ui'])
  const { data } = useQuery(read(progressRoutes.ofCase, { params: { id: detail.id } }))
  const next = data?.next
  useActions([
    {
      id: 'case.nextStep',
      key: 'v',
      labelKey: 'progress:next.act',
      icon: CircleDashed,
      when: next !== undefined && next !== null,
      run: () => next && goTo(next.code),
    },
  ])
  return (
    <div className={styles.whole}>
      <ol className={styles.steps} aria-label={t('ui:steps.label')} aria-busy={!data}>
        {/* Their names hold the place until it is known how far they are. */}
        {!data &&
          Step.options.map((step) => (
            <li key={step}>
              <span className={styles.step}>{t(`ui:steps.${step}_open`)}</span>
            </li>
          ))}
        {data?.steps.map((step) => (
          <li key={step.step} data-state={step.state} aria-current={step.state === 'current' ? 'step' : undefined}>
            <StepMenu shown={step} />
          </li>
        ))}
      </ol>
      <div className={styles.foot}>
        {next && (
          <button type="button" className={styles.next} onClick={() => goTo(next.code)}>
            {t('next.label')} <b>{t(`missing.${next.code}`)}</b>
          </button>
        )}
        {data?.stalled.isStalled && <Stalled stalled={data.stalled} />}
      </div>
    </div>
  )
}

function StepMenu({ shown }: { shown: Shown }) {
  const { t } = useTranslation(['progress', 'ui'])
  const wordsOf = useItemWords()
  const { step, state, items } = shown
  const missing = items.filter((item) => item.state !== 'done').length
  const entries: MenuEntry[] = [
    { section: t(`ui:steps.${step}_${state === 'done' ? 'done' : 'open'}`) },
    ...items.map((item) => ({
      label: wordsOf(item),
      icon: icons[item.state],
      run: () => goTo(item.code),
    })),
  ]
  return (
    <Menu
      width={300}
      label={t('step', { step: t(`ui:steps.${step}_open`) })}
      target={
        <button type="button" className={styles.step}>
          {t(`ui:steps.${step}_${state === 'done' ? 'done' : 'open'}`)}
          {state === 'done' && <span className="sr-only"> ({t('ui:steps.done')})</span>}
          {missing > 0 && state !== 'done' && <span className={styles.count}>{missing}</span>}
        </button>
      }
      entries={entries}
    />
  )
}

function useItemWords() {
  const { t } = useTranslation('progress')
  const language = useLanguage()
  const now = useNow()
  return ({ code, state, count, dueAt }: StepItem): string => {
    const words = t(`${state === 'done' ? 'done' : 'missing'}.${code}`)
    const many = count > 1 ? ` (${count})` : ''
    return dueAt
      ? `${words}${many}, ${t('due', { at: formatMoment(new Date(dueAt), now, { language }) })}`
      : `${words}${many}`
  }
}

/** "Wirkt festgefahren", with what speaks for it. */
function Stalled({ stalled }: { stalled: CaseProgress['stalled'] }) {
  const { t } = useTranslation('progress')
  return (
    <Menu
      width={320}
      label={t('stalled.label')}
      target={
        <button type="button" className={styles.stalled}>
          <Chip tone="bad" icon={OctagonPause}>
            {t('stalled.label')}
          </Chip>
        </button>
      }
      entries={[
        { section: t('stalled.why') },
        ...stalled.reasons.map(({ code, count }) => ({
          label: t(`stalled.${code}`, { count }),
          run: () => goTo(code === 'promises-moved' ? 'promise' : 'answer'),
        })),
      ]}
    />
  )
}
