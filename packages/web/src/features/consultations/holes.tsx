import type { Hole } from '@resonanz/contracts'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { formatDay } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Chip, type ChipTone } from '#ui/chip.tsx'
import { Row, Rows, Section } from '#ui/page.tsx'
import styles from './consultations.module.css'

const tones: Record<Hole['kind'], ChipTone> = { nobody_there: 'bad', no_expert: 'bad', no_deputy: 'soon' }
const order: Hole['kind'][] = ['nobody_there', 'no_expert', 'no_deputy']
const shownAtFirst = 4

/** Where a question would find nobody, the most pressing first. */
export function Holes({ holes, onFill }: { holes: Hole[]; onFill?: (topicId: string) => void }) {
  const { t } = useTranslation(['consultations', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const [all, setAll] = useState(false)
  const sorted = holes.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  const shown = all ? sorted : sorted.slice(0, shownAtFirst)
  const day = (at: string | null) => (at ? formatDay(new Date(at), now, { language }) : '–')

  function words({ kind, experts, from, to }: Hole): string {
    const names = experts.map(({ name }) => name).join(', ')
    if (kind === 'no_deputy') return t('holes.no_deputyWords', { names })
    if (kind === 'no_expert') return ''
    const isNow = from !== null && new Date(from).getTime() - now.getTime() < 3_600_000
    return isNow
      ? t('holes.nobodyNow', { names, to: day(to) })
      : t('holes.nobodyThen', { names, from: day(from), to: day(to) })
  }
  if (holes.length === 0)
    return (
      <p className={styles.intro}>
        <CircleCheck size={14} aria-hidden /> {t('holes.fine')}
      </p>
    )
  return (
    <Section title={t('holes.title')} intro={t('holes.intro')}>
      <Rows label={t('holes.title')}>
        {shown.map((hole) => (
          <Row
            key={hole.topic.id}
            icon={<TriangleAlert size={18} />}
            title={
              <span className={styles.chips}>
                {hole.topic.name[language]} <Chip tone={tones[hole.kind]}>{t(`holes.${hole.kind}`)}</Chip>
              </span>
            }
            meta={words(hole)}
            actions={
              onFill && (
                <Button
                  small
                  onClick={() => onFill(hole.topic.id)}
                  aria-label={`${t('holes.fill')}: ${hole.topic.name[language]}`}
                >
                  {t('holes.fill')}
                </Button>
              )
            }
          />
        ))}
      </Rows>
      {sorted.length > shown.length && (
        <Button look="quiet" onClick={() => setAll(true)}>
          {t('holes.more', { count: sorted.length - shown.length })}
        </Button>
      )}
    </Section>
  )
}
