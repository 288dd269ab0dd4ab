import { type CaseDetail, CaseFilePart, caseFileRoutes, ExportPurpose, Masking } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useConnection } from '#lib/connection.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { CheckField, ChoiceField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './records.module.css'

/** What leaves the house, in which form, for what, and what not. */
export function CaseFileDialog({ detail, onClose }: { detail: CaseDetail; onClose: () => void }) {
  const { t } = useTranslation(['records', 'ui'])
  const { online } = useConnection()
  const [format, setFormat] = useState<'pdf' | 'json'>('pdf')
  const [language, setLanguage] = useState<'de' | 'en'>(useLanguage())
  const [purpose, setPurpose] = useState<ExportPurpose>('customer-request')
  const [note, setNote] = useState('')
  const [leaveOut, setLeaveOut] = useState<CaseFilePart[]>(['notes', 'consultations', 'events'])
  const [mask, setMask] = useState<Masking[]>([])
  const issue = useMutation({
    mutationFn: async () => {
      const given = {
        params: { id: detail.id },
        query: { language, purpose, note, leaveOut: leaveOut.join(','), mask: mask.join(',') },
      }
      if (format === 'pdf') return call(caseFileRoutes.pdf, given)
      return new Blob([JSON.stringify(await call(caseFileRoutes.json, given), null, 2)], { type: 'application/json' })
    },
    onSuccess: (blob) => {
      saveAs(blob, `resonanz-${detail.number}.${format}`)
      showNotice({ text: t('file.done'), tone: 'ok' })
      onClose()
    },
  })
  return (
    <Dialog
      open
      title={t('file.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" disabled={!online} busy={issue.isPending} onClick={() => issue.mutate()}>
            {t('file.run')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.quiet}>{t('file.intro')}</p>
        {issue.error && <ErrorState compact error={issue.error} />}
        <ChoiceField
          inline
          label={t('file.format')}
          value={format}
          onChange={setFormat}
          choices={[
            { value: 'pdf', label: t('file.pdf') },
            { value: 'json', label: t('file.json') },
          ]}
        />
        <ChoiceField
          inline
          label={t('file.language')}
          value={language}
          onChange={setLanguage}
          choices={[
            { value: 'de', label: t('file.de') },
            { value: 'en', label: t('file.en') },
          ]}
        />
        <SelectField
          label={t('file.purpose')}
          data={ExportPurpose.options.map((value) => ({ value, label: t(`purpose.${value}`) }))}
          value={purpose}
          allowDeselect={false}
          onChange={(value) => value && setPurpose(value as ExportPurpose)}
        />
        <TextField
          optional
          label={t('file.note')}
          description={t('file.noteHelp')}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Several
          label={t('file.leaveOut')}
          all={CaseFilePart.options.map((value) => ({ value, label: t(`part.${value}`) }))}
          chosen={leaveOut}
          onChange={setLeaveOut}
        />
        <Several
          label={t('file.mask')}
          all={Masking.options.map((value) => ({ value, label: t(`masked.${value}`) }))}
          chosen={mask}
          onChange={setMask}
        />
      </div>
    </Dialog>
  )
}

type SeveralProps<Value extends string> = {
  label: string
  all: { value: Value; label: string }[]
  chosen: Value[]
  onChange: (chosen: Value[]) => void
}
function Several<Value extends string>({ label, all, chosen, onChange }: SeveralProps<Value>) {
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      {all.map(({ value, label: words }) => (
        <CheckField
          key={value}
          label={words}
          checked={chosen.includes(value)}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
          }
        />
      ))}
    </fieldset>
  )
}

function saveAs(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
