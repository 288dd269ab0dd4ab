import { correctCases } from '#lib/correct-cases.ts'
import { CorrectDialog } from '#ui/correct-dialog.tsx'
import type { DialogProps } from './dialog-types.ts'

export function KindDialog(props: DialogProps) {
  return <Correct field="kind" {...props} />
}

export function LanguageDialog(props: DialogProps) {
  return <Correct field="language" {...props} />
}

function Correct({ field, detail, onClose }: DialogProps & { field: 'kind' | 'language' }) {
  return (
    <CorrectDialog
      field={field}
      detail={detail}
      onPick={(correction) => {
        onClose()
        void correctCases([detail], correction)
      }}
      onClose={onClose}
    />
  )
}
