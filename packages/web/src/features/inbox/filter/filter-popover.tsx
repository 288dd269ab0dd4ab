import { Popover } from '@mantine/core'
import { ArrowLeft, ChevronRight, SquarePen } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchScore } from '#lib/match.ts'
import { useLanguage } from '#lib/use-language.ts'
import { offeredFields, type OfferedField, useFieldValues } from './field-values.ts'
import styles from './filter.module.css'
import { readFilter, withValues } from './filter-text.ts'

type Props = {
  opened: boolean
  /** The field of the chip it hangs on; null: choose one first. */
  field: OfferedField | null
  filter: string
  onFilter: (filter: string) => void
  onClose: () => void
  onAsText: () => void
  target: ReactElement
}

const SEARCH_FROM = 9

/** Builds the filter by choosing: which field, then which values. Every press filters at once. */
export function FilterPopover({ opened, field, filter, onFilter, onClose, onAsText, target }: Props) {
  const { t } = useTranslation(['inbox', 'ui'])
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && onClose()}
      position="bottom-start"
      width={260}
      trapFocus
      returnFocus
      portalProps={{ target: document.getElementById('main') ?? document.body }}
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown className={styles.dropdown} aria-label={field ? t(`field.${field}`) : t('filter.add')}>
        {opened && <Choose start={field} filter={filter} onFilter={onFilter} onAsText={onAsText} />}
      </Popover.Dropdown>
    </Popover>
  )
}

type ChooseProps = Pick<Props, 'filter' | 'onFilter' | 'onAsText'> & { start: OfferedField | null }

function Choose({ start, filter, onFilter, onAsText }: ChooseProps) {
  const { t } = useTranslation(['inbox', 'ui'])
  const [field, setField] = useState(start)
  if (field)
    return (
      <Values field={field} filter={filter} onFilter={onFilter} {...(start ? {} : { onBack: () => setField(null) })} />
    )
  return (
    <>
      {offeredFields.map((one, place) => (
        <button
          key={one}
          type="button"
          className={styles.pick}
          data-autofocus={place === 0 || undefined}
          onClick={() => setField(one)}
        >
          <span>{t(`field.${one}`)}</span>
          <ChevronRight size={14} />
        </button>
      ))}
      <hr className={styles.rule} />
      <button type="button" className={styles.pick} onClick={onAsText}>
        <span>{t('filter.asText')}</span>
        <SquarePen size={14} />
      </button>
    </>
  )
}

type ValuesProps = { field: OfferedField; filter: string; onFilter: (filter: string) => void; onBack?: () => void }

function Values({ field, filter, onFilter, onBack }: ValuesProps) {
  const { t } = useTranslation(['inbox', 'ui'])
  const language = useLanguage()
  const offered = useFieldValues(field)
  const [typed, setTyped] = useState('')
  const part = readFilter(filter).find((one) => one.field === field)
  const chosen = part?.values ?? []
  const not = part?.not ?? false
  const isChosen = (value: string) => chosen.some((one) => one.toLowerCase() === value.toLowerCase())
  const strange = chosen.filter((value) => !offered.some((one) => one.value.toLowerCase() === value.toLowerCase()))
  const values = [...strange.map((value) => ({ value, label: value })), ...offered]
  const found = values.filter(({ label }) => matchScore(typed, label) > 0)

  function choose(value: string): void {
    const next = isChosen(value)
      ? chosen.filter((one) => one.toLowerCase() !== value.toLowerCase())
      : [...chosen, value]
    onFilter(withValues(filter, field, next, { language, not }))
  }
  return (
    <>
      <div className={styles.dropHead}>
        {onBack && (
          <button type="button" className={styles.edit} aria-label={t('ui:back')} onClick={onBack}>
            <ArrowLeft size={14} />
          </button>
        )}
        <b>{t(`field.${field}`)}</b>
      </div>
      {values.length >= SEARCH_FROM && (
        <input
          className={styles.find}
          value={typed}
          placeholder={t('filter.find')}
          aria-label={t('filter.find')}
          maxLength={60}
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            const first = found[0]
            if (event.key === 'Enter' && first) choose(first.value)
          }}
        />
      )}
      <div className={styles.values}>
        {found.map(({ value, label }, place) => (
          <label key={value} className={styles.value}>
            <input
              type="checkbox"
              checked={isChosen(value)}
              data-autofocus={(place === 0 && values.length < SEARCH_FROM) || undefined}
              onChange={() => choose(value)}
            />
            <span>{label}</span>
          </label>
        ))}
        {found.length === 0 && <p className={styles.none}>{t('filter.noValue')}</p>}
      </div>
      {chosen.length > 0 && (
        <label className={`${styles.value} ${styles.not}`}>
          <input
            type="checkbox"
            checked={not}
            onChange={() => onFilter(withValues(filter, field, chosen, { language, not: !not }))}
          />
          <span>{t('filter.not')}</span>
        </label>
      )}
    </>
  )
}
