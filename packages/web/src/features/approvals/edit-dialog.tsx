import { type Approval, replyApprovalRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextAreaField } from '#ui/field.tsx'
import { ErrorState } from '#ui/states.tsx'

type Props = { approval: Approval; onClose: () => void; onDone: () => void }

/** Other words make a new version: somebody else looks at it, or, where the rule lets, it is sent as changed. */
export function EditDialog({ approval, onClose, onDone }: Props) {
  const { t } = useTranslation(['approvals', 'ui'])
  const subject = approval.subject?.kind === 'reply' ? approval.subject : null
  const [text, setText] = useState(subject?.text ?? '')
  const save = useMutation({
    mutationFn: (send: boolean) =>
      call(replyApprovalRoutes.edit, {
        params: { id: subject?.requestId ?? '' },
        body: { text: text.trimEnd(), version: subject?.version ?? 0, send },
      }),
    onSuccess: (_, send) => {
      showNotice({ text: t(send ? 'done.sentAsEdited' : 'done.edited'), tone: 'ok' })
      onDone()
    },
  })
  const ready = text.trim() !== '' && text !== subject?.text
  return (
    <Dialog
      open
      size={640}
      title={t('editTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button disabled={!ready} busy={save.isPending} onClick={() => save.mutate(false)}>
            {t('editAsk')}
          </Button>
          {subject?.mayEditAndSend && (
            <Button look="primary" disabled={!ready} busy={save.isPending} onClick={() => save.mutate(true)}>
              {t('editSend')}
            </Button>
          )}
        </>
      }
    >
      {save.error && <ErrorState compact error={save.error} />}
      <TextAreaField
        data-autofocus
        label={t('words')}
        description={t(subject?.mayEditAndSend ? 'editHelpSend' : 'editHelp')}
        minRows={8}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </Dialog>
  )
}
