import { Plus, SquarePen } from 'lucide-react'
import { Fragment, lazy, memo, type ReactElement, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#lib/use-language.ts'
import { FilterChip } from '#ui/chip.tsx'
import { labelOf, offeredFields, type OfferedField } from './field-values.ts'
import styles from './filter.module.css'
import { type FilterPart, readFilter, withoutPart } from './filter-text.ts'

const load = () => import('./filter-popover.tsx')
const FilterTextField = lazy(() =>
  import('./filter-text-field.tsx').then((file) => ({ default: file.FilterTextField })),
)
const FilterPopover = lazy(() => load().then((file) => ({ default: file.FilterPopover })))

type Errors = readonly { at: number; word: string }[]
type Props = {
  filter: string
  errors: Errors
  onFilter: (filter: string) => void
  asText: boolean
  onAsText: (asText: boolean) => void
}
type Opened = OfferedField | 'all' | null

/** What most filters begin with stands there at once. */
const usual: OfferedField[] = ['status', 'channel', 'topic']

/** The filter as chips, with a way to build more of it, and as one line of text: both are the same filter. */
export const FilterBar = memo(function FilterBar({ filter, errors, onFilter, asText, onAsText }: Props) {
  const { t } = useTranslation(['inbox', 'ui'])
  const language = useLanguage()
  const [opened, setOpened] = useState<Opened>(null)
  const [loaded, setLoaded] = useState(false)
  const parts = readFilter(filter)
  const set = new Set(parts.map((part) => part.field))
  const wrong = (part: FilterPart) => errors.some(({ at }) => at >= part.at && at < part.end)

  function show(next: Opened): void {
    setLoaded(true)
    setOpened(next)
  }
  const around = (name: Exclude<Opened, null>, chip: ReactElement) =>
    loaded ? (
      <Suspense key={name} fallback={chip}>
        <FilterPopover
          opened={opened === name}
          field={name === 'all' ? null : name}
          filter={filter}
          onFilter={onFilter}
          onClose={() => setOpened(null)}
          onAsText={() => {
            setOpened(null)
            onAsText(true)
          }}
          target={chip}
        />
      </Suspense>
    ) : (
      chip
    )

  return (
    <div className={styles.bar}>
      <div className={styles.chips} role="group" aria-label={t('filter.label')} onPointerEnter={() => void load()}>
        {parts.map((part) => {
          const offered = offeredFields.find((field) => field === part.field)
          const chip = (
            <FilterChip
              key={part.at}
              on
              className={wrong(part) ? styles.wrong : undefined}
              aria-haspopup={offered ? 'dialog' : undefined}
              onClick={() => (offered ? show(opened === offered ? null : offered) : onAsText(true))}
              onRemove={() => onFilter(withoutPart(filter, part))}
              removeLabel={t('filter.remove', { name: wordsOf(part) })}
            >
              {wordsOf(part)}
            </FilterChip>
          )
          return offered ? <Fragment key={part.at}>{around(offered, chip)}</Fragment> : chip
        })}
        {usual
          .filter((field) => !set.has(field))
          .map((field) =>
            around(
              field,
              <FilterChip key={field} aria-haspopup="dialog" onClick={() => show(opened === field ? null : field)}>
                {t(`field.${field}`)}
              </FilterChip>,
            ),
          )}
        {around(
          'all',
          <FilterChip icon={Plus} aria-haspopup="dialog" onClick={() => show(opened === 'all' ? null : 'all')}>
            {t('filter.more')}
          </FilterChip>,
        )}
        {filter && !asText && (
          <button
            type="button"
            className={styles.edit}
            aria-label={t('filter.asText')}
            title={t('filter.asText')}
            onClick={() => onAsText(true)}
          >
            <SquarePen size={13} />
          </button>
        )}
      </div>
      {asText && (
        <Suspense>
          <FilterTextField filter={filter} errors={errors} onFilter={onFilter} onClose={() => onAsText(false)} />
        </Suspense>
      )}
      {!asText && errors.length > 0 && (
        <button type="button" className={styles.errorLine} onClick={() => onAsText(true)}>
          {t('filter.wrong', { words: errors.map(({ word }) => `„${word}“`).join(', ') })}
        </button>
      )}
    </div>
  )

  function wordsOf(part: FilterPart): string {
    if (!part.field) return filter.slice(part.at, part.end)
    const field = part.field
    const values = part.values.map((value) => labelOf({ t, language }, field, value)).join(', ')
    return t(part.not ? 'filter.chipNot' : 'filter.chip', { field: t(`field.${field}`), values })
  }
})
