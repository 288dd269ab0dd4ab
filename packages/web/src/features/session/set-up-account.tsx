import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import form from './form.module.css'
import { isLongEnough, NewPasswordField } from './new-password-field.tsx'
import styles from './set-up.module.css'
import type { StepProps } from './set-up-company.tsx'

export function AccountStep({ given, give, problem, onBack, onNext }: StepProps & { onBack: () => void }) {
  const { t } = useTranslation('session')
  const [checked, setChecked] = useState(false)
  const emailFits = /^[^\s@]+@[^\s@]+$/.test(given.email.trim())
  function next(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (given.name.trim() && emailFits && isLongEnough(given.password)) onNext()
  }
  return (
    <form className={form.form} noValidate onSubmit={next}>
      <TextField
        label={t('field.name')}
        autoComplete="name"
        maxLength={120}
        value={given.name}
        onChange={(event) => give({ name: event.currentTarget.value })}
        error={problem?.fieldError('name') ?? (checked && !given.name.trim() && t('field.missing'))}
      />
      <TextField
        label={t('field.email')}
        type="email"
        autoComplete="username"
        maxLength={254}
        value={given.email}
        onChange={(event) => give({ email: event.currentTarget.value })}
        error={problem?.fieldError('email') ?? (checked && !emailFits && t('field.emailWrong'))}
      />
      <NewPasswordField
        label={t('field.password')}
        value={given.password}
        onChange={(password) => give({ password })}
        checked={checked}
        error={problem?.fieldError('password')}
      />
      <div className={styles.buttons}>
        <Button onClick={onBack}>{t('setUp.back')}</Button>
        <Button type="submit" look="primary">
          {t('setUp.next')}
        </Button>
      </div>
    </form>
  )
}
