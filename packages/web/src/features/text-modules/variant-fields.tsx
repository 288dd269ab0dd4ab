import {
  type Finding,
  fillTemplate,
  type ModuleVariant,
  placeholdersIn,
  shortVariantMost,
  templateFaults,
  templateVariables,
} from '@resonanz/contracts'
import { Braces, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { TextAreaField } from '#ui/field.tsx'
import { Menu } from '#ui/menu.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { sampleValues } from './sample-values.ts'
import styles from './text-modules.module.css'

type Props = {
  number: number
  variant: ModuleVariant
  isTried: boolean
  findings: readonly Finding[]
  onChange: (change: Partial<ModuleVariant>) => void
  onRemove: (() => void) | undefined
}

type Fault = { code: 'missing' | 'tooLong' | 'unknown'; words: string }
/** Why a variant cannot be saved; null: it can. Pure. */
export function faultOf({ text, length }: ModuleVariant): Fault | null {
  if (text.trim() === '') return { code: 'missing', words: '' }
  const [wrong] = templateFaults(text)
  if (wrong !== undefined) return { code: 'unknown', words: wrong }
  const over = [...text].length - shortVariantMost
  return length === 'short' && over > 0 ? { code: 'tooLong', words: String(over) } : null
}

/** One variant: for whom, its words, and how they read in a case. */
export function VariantFields({ number, variant, isTried, findings, onChange, onRemove }: Props) {
  const { t } = useTranslation(['text-modules', 'replies', 'ui'])
  const area = useRef<HTMLTextAreaElement>(null)
  const fault = faultOf(variant)
  const left = shortVariantMost - [...variant.text].length
  function insert(name: string): void {
    const at = area.current?.selectionStart ?? variant.text.length
    const words = `{{${name}}}`
    onChange({ text: variant.text.slice(0, at) + words + variant.text.slice(area.current?.selectionEnd ?? at) })
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(at + words.length, at + words.length)
    })
  }
  const choice = <K extends 'language' | 'addressForm' | 'length' | 'audience'>(
    field: K,
    values: readonly ModuleVariant[K][],
  ) => (
    <SelectField
      label={t(`choice.${field}.label` as 'choice.language.label')}
      data={values.map((value) => ({ value, label: t(`choice.${field}.${value}` as 'choice.language.de') }))}
      value={variant[field]}
      onChange={(value) => onChange({ [field]: value } as Partial<ModuleVariant>)}
    />
  )
  return (
    <fieldset className={styles.variant} aria-label={t('variant', { number })}>
      <div className={styles.head}>
        <b>{t('variant', { number })}</b>
        <Menu
          target={
            <Button small look="quiet" icon={Braces}>
              {t('variable')}
            </Button>
          }
          entries={templateVariables.map((name) => ({
            label: t(`replies:variable.${name}` as 'replies:variable.today'),
            run: () => insert(name),
          }))}
        />
        {onRemove && <IconButton small icon={Trash2} label={t('removeVariant', { number })} onClick={onRemove} />}
      </div>
      <div className={styles.choices}>
        {choice('language', ['de', 'en'])}
        {variant.language === 'de' && choice('addressForm', ['any', 'sie', 'du'])}
        {choice('length', ['long', 'short'])}
        {choice('audience', ['any', 'public', 'private'])}
      </div>
      <TextAreaField
        ref={area}
        label={t('text')}
        description={variant.length === 'short' ? t('left', { count: left }) : undefined}
        lang={variant.language}
        maxLength={10_000}
        minRows={5}
        value={variant.text}
        error={fault && (fault.code !== 'missing' || isTried) && t(`fault.${fault.code}`, { words: fault.words })}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      {findings.map(({ rule, start, reason, suggestion }) => (
        <p key={`${rule} ${start}`} className={styles.finding}>
          {reason} {suggestion}
        </p>
      ))}
      <div className={styles.preview} aria-label={t('preview')} role="group">
        <small>{t('preview')}</small>
        <Preview variant={variant} />
      </div>
    </fieldset>
  )
}

function Preview({ variant }: { variant: ModuleVariant }) {
  const { text } = fillTemplate(variant.text, sampleValues[variant.language])
  const [first] = placeholdersIn(text)
  if (!first) return <p>{text}</p>
  return (
    <p>
      {text.slice(0, first.start)}
      <mark>{text.slice(first.start, first.end)}</mark>
      {text.slice(first.end)}
    </p>
  )
}
