import { signatureRoutes, signedOff, type SignOff } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { Button } from '#ui/button.tsx'
import { copyText } from '#ui/copy.ts'
import styles from './replies.module.css'

/** What will stand below my answer in a thread; null while nobody knows, and where nothing does. */
export function useSignOff(caseId: string, threadId: string | undefined, isWanted: boolean): SignOff | null {
  const asked = useQuery({
    ...read(signatureRoutes.ofCase, { params: { id: caseId }, query: { threadId: threadId ?? '' } }),
    staleTime: 60_000,
    enabled: isWanted && threadId !== undefined,
  })
  return asked.data?.signOff ?? null
}

/** What is added to these words when they leave: seen before, never written into the field. */
export function SignOffPreview({ text, signOff, logs }: { text: string; signOff: SignOff; logs: boolean }) {
  const { t } = useTranslation('replies')
  const whole = signedOff(text.trim() === '' ? '…' : text, signOff)
  const added = whole.slice(text.trim() === '' ? 1 : text.trimEnd().length).trim()
  if (added === '') return null
  return (
    <div className={styles.signOff}>
      <span>{t(`signOff.${signOff.kind}`)}</span>
      <span className={styles.signOffText}>{added.split('\n').join(' · ')}</span>
      {logs && text.trim() !== '' && (
        <Button small look="quiet" onClick={() => void copyText(whole, t('signOff.copied'))}>
          {t('signOff.copy')}
        </Button>
      )}
    </div>
  )
}
