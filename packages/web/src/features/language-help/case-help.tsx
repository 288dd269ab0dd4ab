import type { CaseDetail } from '@resonanz/contracts'
import { Sparkles } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { Button } from '#ui/button.tsx'
import { useOffer } from './help-data.ts'
import styles from './language-help.module.css'

const DraftDialog = lazy(() => import('./draft-dialog.tsx').then((file) => ({ default: file.DraftDialog })))

/** Above the answer, where the company allows it: the way to a proposal. Nothing is asked before a person presses. */
export function CaseHelp({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation('language-help')
  const offer = useOffer(detail)
  const [open, setOpen] = useState(false)
  const may = offer.uses.includes('draft') && detail.allowed.includes('reply')
  useActions([
    {
      id: 'case.languageDraft',
      key: 'Shift+g',
      labelKey: 'language-help:act.draft',
      icon: Sparkles,
      when: may,
      run: () => setOpen(true),
    },
  ])
  if (!may) return null
  return (
    <div className={styles.bar}>
      <Button small look="quiet" icon={Sparkles} onClick={() => setOpen(true)}>
        {t('act.draft')}
      </Button>
      {open && (
        <Suspense>
          <DraftDialog detail={detail} offer={offer} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}
