import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { ChoiceField } from '#ui/field.tsx'
import form from './form.module.css'
import styles from './set-up.module.css'
import type { SetUp } from './set-up-answers.ts'

type Props = {
  given: SetUp
  give: (part: Partial<SetUp>) => void
  busy: boolean
  onBack: () => void
  onNext: () => void
}

export function DataStep({ given, give, busy, onBack, onNext }: Props) {
  const { t } = useTranslation('session')
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault()
        onNext()
      }}
    >
      <ChoiceField
        label={t('setUp.start')}
        value={given.sampleData ? 'sample' : 'empty'}
        onChange={(choice) => give({ sampleData: choice === 'sample' })}
        choices={[
          { value: 'empty', label: t('setUp.empty'), help: t('setUp.emptyHelp') },
          { value: 'sample', label: t('setUp.sample'), help: t('setUp.sampleHelp') },
        ]}
      />
      <div className={styles.buttons}>
        <Button onClick={onBack} disabled={busy}>
          {t('setUp.back')}
        </Button>
        <Button type="submit" look="primary" busy={busy}>
          {t('setUp.run')}
        </Button>
      </div>
    </form>
  )
}
