import { useTranslation } from 'react-i18next'
import { ChoiceField, PasswordField, SwitchField, TextAreaField, TextField } from '#ui/field.tsx'
import styles from '../channels.module.css'
import type { NetworkDraft } from './draft.ts'
import type { NetworkField } from './fields.ts'
import { useNetworkWords } from './words.ts'

type Props = {
  kind: string
  fields: readonly NetworkField[]
  draft: NetworkDraft
  give: (part: NetworkDraft) => void
  /** Names of fields that are still empty and must not be. */
  missing: readonly string[]
  /** Secrets are stored: empty means unchanged. */
  hasSecrets?: boolean
  problemOf?: (name: string) => string | undefined
}

/** The fields of a network, those that are rarely needed folded away. */
export function NetworkFields(props: Props) {
  const { t } = useTranslation('channels')
  const { fields } = props
  const later = fields.filter(({ later: isLater }) => isLater)
  return (
    <>
      {fields
        .filter(({ later: isLater }) => !isLater)
        .map((field) => (
          <OneField key={field.name} {...props} field={field} />
        ))}
      {later.length > 0 && (
        <details className={styles.more}>
          <summary>{t('network.more')}</summary>
          <div className={styles.form}>
            {later.map((field) => (
              <OneField key={field.name} {...props} field={field} />
            ))}
          </div>
        </details>
      )}
    </>
  )
}

function OneField({ kind, field, draft, give, missing, hasSecrets, problemOf }: Props & { field: NetworkField }) {
  const { t } = useTranslation('channels')
  const words = useNetworkWords(kind)
  const { name, type, in: place } = field
  const value = draft[name] ?? ''
  const keeps = place === 'secrets' && hasSecrets === true
  const common = {
    label: words.label(name),
    description: keeps ? t('network.stored') : words.help(name),
    maxLength: field.maxLength ?? (type === 'lines' ? 20_000 : 2_000),
    error: missing.includes(name) ? t('missing') : problemOf?.(name),
    autoComplete: 'off',
    spellCheck: false,
  }
  const text = {
    value: String(value),
    onChange: (event: { currentTarget: { value: string } }) => give({ [name]: event.currentTarget.value }),
  }
  if (type === 'switch')
    return (
      <SwitchField
        label={common.label}
        description={common.description}
        checked={value === true}
        onChange={(event) => give({ [name]: event.currentTarget.checked })}
      />
    )
  if (type === 'choice')
    return (
      <ChoiceField
        label={common.label}
        {...(common.description ? { help: common.description } : {})}
        value={String(value)}
        onChange={(chosen) => give({ [name]: chosen })}
        choices={(field.choices ?? []).map((choice) => ({ value: choice, label: words.choice(name, choice) }))}
      />
    )
  if (type === 'password') return <PasswordField {...common} {...text} />
  if (type === 'lines') return <TextAreaField optional={!field.required} {...common} {...text} />
  return (
    <TextField
      optional={!field.required}
      {...common}
      {...text}
      {...(type === 'number' ? { inputMode: 'decimal' as const } : {})}
      onChange={(event) => {
        const typed = event.currentTarget.value
        // A comma is how half of the world writes 0.005: dropped, it would be five.
        give({ [name]: type === 'number' ? typed.replace(',', '.').replace(/[^\d.]/g, '') : typed })
      }}
    />
  )
}
