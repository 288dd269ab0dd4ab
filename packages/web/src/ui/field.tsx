import { Checkbox, PasswordInput, Switch, Textarea, TextInput } from '@mantine/core'
import type { ComponentProps, ReactNode } from 'react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from './class-names.ts'
import styles from './field.module.css'
import { FieldName } from './field-name.tsx'

// Fields with label, help and error in one place. Required is said in words by marking what is optional.

type TextFieldProps = ComponentProps<typeof TextInput> & { optional?: boolean }

export function TextField({ optional, label, ...rest }: TextFieldProps) {
  // Several in a row are named for screen readers only.
  return <TextInput label={label ? <FieldName label={label} optional={optional} /> : undefined} {...rest} />
}

export function TextAreaField({ optional, label, ...rest }: ComponentProps<typeof Textarea> & { optional?: boolean }) {
  return (
    <Textarea label={<FieldName label={label} optional={optional} />} autosize minRows={3} maxRows={12} {...rest} />
  )
}

export function PasswordField(props: ComponentProps<typeof PasswordInput>) {
  const { t } = useTranslation('ui')
  return (
    <PasswordInput visibilityToggleButtonProps={{ 'aria-label': t('field.showPassword'), tabIndex: 0 }} {...props} />
  )
}

/** A setting that is on or off at once. */
export function SwitchField(props: ComponentProps<typeof Switch>) {
  return (
    <Switch
      withThumbIndicator={false}
      classNames={{ label: styles.switchLabel, description: styles.switchHelp, track: styles.track }}
      {...props}
    />
  )
}

export function CheckField(props: ComponentProps<typeof Checkbox>) {
  return <Checkbox classNames={{ label: styles.switchLabel, description: styles.switchHelp }} {...props} />
}

type Choice<Value extends string> = { value: Value; label: string; help?: string; icon?: ReactNode; disabled?: boolean }
type ChoiceProps<Value extends string> = {
  label: string
  help?: string
  choices: Choice<Value>[]
  value: Value
  onChange: (value: Value) => void
  /** Side by side where there is room. */
  inline?: boolean
}

/** One of a few, all seen at once: radio buttons drawn as cards. */
export function ChoiceField<Value extends string>({
  label,
  help,
  choices,
  value,
  onChange,
  inline,
}: ChoiceProps<Value>) {
  const name = useId()
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.legend}>{label}</legend>
      {help && <p className={styles.help}>{help}</p>}
      <div className={classNames(styles.cards, inline && styles.inline)}>
        {choices.map((choice) => (
          <label key={choice.value} className={styles.card} data-disabled={choice.disabled || undefined}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.disabled}
              onChange={() => onChange(choice.value)}
            />
            {choice.icon}
            <span className={styles.cardWords}>
              <span className={styles.cardLabel}>{choice.label}</span>
              {choice.help && <span className={styles.help}>{choice.help}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
