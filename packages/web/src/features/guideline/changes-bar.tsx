import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { ChangesBar } from '#ui/changes-bar.tsx'

type Props = { count: number; onDrop: () => void; onSave: () => void }

/** What is not saved yet cannot be overlooked: it stays at the foot of the screen. */
export function GuidelineChanges({ count, onDrop, onSave }: Props) {
  const { t } = useTranslation('guideline')
  return (
    <ChangesBar label={t('changes.label')} text={t('changes.count', { count })}>
      <Button look="quiet" onClick={onDrop}>
        {t('changes.drop')}
      </Button>
      <Button look="primary" onClick={onSave}>
        {t('changes.save')}
      </Button>
    </ChangesBar>
  )
}
