import { useTranslation } from 'react-i18next'
import { PasswordField } from '#ui/field.tsx'

const SHORTEST = 12
const LONGEST = 128

type Props = {
  value: string
  onChange: (password: string) => void
  /** The form was sent once: now say what is missing. */
  checked: boolean
  error?: string | undefined
  label?: string
}

/** A new password: length is what counts, so length is all we ask. */
export function NewPasswordField({ value, onChange, checked, error, label }: Props) {
  const { t } = useTranslation('session')
  return (
    <PasswordField
      label={label ?? t('field.newPassword')}
      description={t('field.passwordHelp', { count: SHORTEST })}
      autoComplete="new-password"
      maxLength={LONGEST}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error ?? (checked && !isLongEnough(value) && t('field.passwordShort', { count: SHORTEST }))}
    />
  )
}

export function isLongEnough(password: string): boolean {
  return password.length >= SHORTEST && password.length <= LONGEST
}
