import { type Consultation, consultationRoutes } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { WordsDialog } from '#ui/words-dialog.tsx'
import { doAround } from './consultation-data.ts'

type Props = { question: Consultation; onClose: () => void }

export function AnswerDialog({ question, onClose }: Props) {
  const { t } = useTranslation(['consultations', 'ui'])
  // Two clicks, or a second try after a lost answer, are one answer.
  const [clientKey] = useState(() => crypto.randomUUID())
  return (
    <WordsDialog
      title={t('answer.title')}
      about={question.question}
      label={t('answer.text')}
      help={t('answer.help')}
      saveLabel={t('answer.save')}
      maxLength={20_000}
      least={1}
      onClose={onClose}
      onSave={(text) =>
        doAround(question.caseId, t('answer.done'), () =>
          call(consultationRoutes.answer, { params: { id: question.id }, body: { text, clientKey } }),
        )
      }
    />
  )
}

export function WithdrawDialog({ question, onClose }: Props) {
  const { t } = useTranslation(['consultations', 'ui'])
  return (
    <WordsDialog
      title={t('withdraw.title')}
      about={question.question}
      label={t('withdraw.text')}
      help={t('withdraw.help')}
      saveLabel={t('withdraw.save')}
      maxLength={300}
      least={0}
      onClose={onClose}
      onSave={(reason) =>
        doAround(question.caseId, t('withdraw.done'), () =>
          call(consultationRoutes.withdraw, { params: { id: question.id }, body: { reason } }),
        )
      }
    />
  )
}
