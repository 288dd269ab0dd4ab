import { type CaseDetail, CaseKind, type CaseRow } from '@resonanz/contracts'
import { Sparkles } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Correction } from '#lib/correct-cases.ts'
import { languageName } from '#lib/language-name.ts'
import { useLanguage } from '#lib/use-language.ts'
import { type Choice, PickDialog } from './pick-dialog.tsx'

type Props = {
  field: 'kind' | 'language'
  detail: Pick<CaseRow, 'kind' | 'language' | 'corrected'> & Partial<Pick<CaseDetail, 'understanding'>>
  onPick: (correction: Correction) => void
  onClose: () => void
}

/** Languages that are told apart; another one counts as none of them. */
const languages = ['de', 'en', 'fr', 'it', 'es', 'nl', 'pl', 'tr'] as const
const asModel = 'as-model'

/** Says what a text is where the model was wrong; once said, the model's own word can be taken instead. */
export function CorrectDialog({ field, detail, onPick, onClose }: Props) {
  const { t } = useTranslation('ui')
  const language = useLanguage()
  const model = detail.understanding?.model
  const values: Choice[] =
    field === 'kind'
      ? [
          ...CaseKind.options.map((kind) => ({
            id: kind,
            label: t(`understood.kind.${kind}`),
            current: detail.kind === kind,
          })),
          { id: 'none', label: t('understood.noKind'), current: detail.kind === null },
        ]
      : languages.map((code) => ({
          id: code,
          label: languageName(code, language),
          hint: code,
          current: detail.language === code,
        }))
  const modelValue =
    field === 'kind'
      ? model && (model.kind.label ? t(`understood.kind.${model.kind.label}`) : t('understood.noKind'))
      : model?.language.code && languageName(model.language.code, language)
  const back: Choice = {
    id: asModel,
    label: t('understood.asModel'),
    hint:
      model && modelValue
        ? t('understood.asModelHelp', { value: modelValue, percent: Math.round(model[field].confidence * 100) })
        : undefined,
    icon: <Sparkles size={16} />,
  }
  function pick(id: string): void {
    const value = id === asModel ? null : id
    onPick(field === 'kind' ? { kind: value as CaseKind | 'none' | null } : { language: value })
  }
  return (
    <PickDialog
      title={t(`understood.field.${field}`)}
      label={t(`understood.choose.${field}`)}
      choices={detail.corrected.includes(field) ? [...values, back] : values}
      onPick={pick}
      onClose={onClose}
    />
  )
}
