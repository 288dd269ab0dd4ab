import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeLanguage } from '#lib/i18n.ts'
import type { Problem } from '#lib/problem.ts'
import { Button } from '#ui/button.tsx'
import { ChoiceField, TextField } from '#ui/field.tsx'
import form from './form.module.css'
import styles from './set-up.module.css'
import type { SetUp } from './set-up-answers.ts'

export type StepProps = {
  given: SetUp
  give: (part: Partial<SetUp>) => void
  problem: Problem | null
  onNext: () => void
}

export function CompanyStep({ given, give, problem, onNext }: StepProps) {
  const { t } = useTranslation('session')
  const [checked, setChecked] = useState(false)
  const missing = (value: string) => checked && !value.trim() && t('field.missing')
  function next(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (given.token.trim() && given.workspaceName.trim()) onNext()
  }
  return (
    <form className={form.form} noValidate onSubmit={next}>
      <TextField
        label={t('setUp.token')}
        description={t('setUp.tokenHelp')}
        autoComplete="off"
        spellCheck={false}
        value={given.token}
        onChange={(event) => give({ token: event.currentTarget.value })}
        error={problem?.code === 'token-invalid' ? t('setUp.tokenWrong') : missing(given.token)}
      />
      <TextField
        label={t('setUp.workspaceName')}
        autoComplete="organization"
        maxLength={120}
        value={given.workspaceName}
        onChange={(event) => give({ workspaceName: event.currentTarget.value })}
        error={problem?.fieldError('workspaceName') ?? missing(given.workspaceName)}
      />
      <ChoiceField
        inline
        label={t('setUp.language')}
        value={given.language}
        onChange={(language) => {
          give({ language })
          void changeLanguage(language)
        }}
        choices={[
          { value: 'de', label: t('language.de') },
          { value: 'en', label: t('language.en') },
        ]}
      />
      <ChoiceField
        inline
        label={t('setUp.addressForm')}
        help={t('setUp.addressFormHelp')}
        value={given.addressForm}
        onChange={(addressForm) => give({ addressForm })}
        choices={[
          { value: 'sie', label: t('setUp.sie') },
          { value: 'du', label: t('setUp.du') },
        ]}
      />
      <div className={styles.buttons}>
        <Button type="submit" look="primary">
          {t('setUp.next')}
        </Button>
      </div>
    </form>
  )
}
