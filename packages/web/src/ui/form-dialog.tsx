import { Trash2 } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { ConfirmDialog, Dialog } from './dialog.tsx'
import styles from './form-dialog.module.css'
import { ErrorState } from './states.tsx'

type Props = {
  title: string
  size?: number
  busy: boolean
  /** What the server refused; null where the fields themselves say it. */
  error: unknown
  /** By the button and by Enter in a field. */
  onSubmit: () => void
  onClose: () => void
  /** What ends or removes the edited thing; asked before where `question` says what happens. */
  remove?: Removal | undefined
  children: ReactNode
}
type Removal = {
  label: string
  onRemove: () => void | Promise<void>
  question?: { title: string; words: string }
}

/** The one way to edit something small: fields, cancel, save, and its end. */
export function FormDialog({ title, size, busy, error, onSubmit, onClose, remove, children }: Props) {
  const { t } = useTranslation('ui')
  const id = useId()
  const [removing, setRemoving] = useState(false)
  const footer = (
    <>
      {remove && (
        <Button
          look="quiet"
          icon={Trash2}
          busy={busy}
          onClick={() => (remove.question ? setRemoving(true) : void remove.onRemove())}
        >
          {remove.label}
        </Button>
      )}
      <Button onClick={onClose}>{t('cancel')}</Button>
      <Button look="primary" type="submit" form={id} busy={busy}>
        {t('save')}
      </Button>
    </>
  )
  return (
    <Dialog open title={title} onClose={onClose} footer={footer} {...(size ? { size } : {})}>
      <form
        id={id}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        {error !== null && error !== undefined && <ErrorState compact error={error} />}
        {children}
      </form>
      {remove?.question && (
        <ConfirmDialog
          danger
          open={removing}
          title={remove.question.title}
          confirmLabel={remove.label}
          onConfirm={remove.onRemove}
          onClose={() => setRemoving(false)}
        >
          {remove.question.words}
        </ConfirmDialog>
      )}
    </Dialog>
  )
}
