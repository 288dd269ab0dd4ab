import type { PrivatePage } from '@resonanz/contracts'
import { CornerDownLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { insertWords } from '#lib/insert-words.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { CopyBlock } from '#ui/copy-block.tsx'
import { Dialog } from '#ui/dialog.tsx'
import styles from './private-pages.module.css'

/** The link, the code that shows it is ours, and words to send it with. */
export function ResultDialog({ caseId, page, onClose }: { caseId: string; page: PrivatePage; onClose: () => void }) {
  const { t } = useTranslation('private-pages')
  const { words } = page
  function insert(text: string): void {
    const isLaid = insertWords(caseId, { text })
    showNotice({ text: t(isLaid ? 'result.inserted' : 'result.noField'), tone: isLaid ? 'ok' : 'bad' })
    if (isLaid) onClose()
  }
  const copy = { copyLabel: t('result.copy'), copiedLabel: t('result.copied') }
  const block = (label: string, text: string, isFirst = true) => (
    <div className={styles.words}>
      <CopyBlock label={label} text={text} {...copy} />
      <Button
        small
        data-autofocus={isFirst || undefined}
        icon={CornerDownLeft}
        aria-label={`${t('result.insert')}: ${label}`}
        onClick={() => insert(text)}
      >
        {t('result.insert')}
      </Button>
    </div>
  )
  return (
    <Dialog
      open
      size={600}
      title={t('result.title')}
      onClose={onClose}
      footer={
        <Button look="primary" data-autofocus={page.way === 'mail' || !words || undefined} onClick={onClose}>
          {t('result.close')}
        </Button>
      }
    >
      <div className={styles.form}>
        <p className={styles.none}>{t('result.intro')}</p>
        <CopyBlock label={t('result.link')} text={page.link ?? ''} {...copy} />
        <CopyBlock label={t('result.code')} text={page.code} {...copy} />
        {words && page.way === 'public' && block(t('result.public'), words.publicWithLink)}
        {words && page.way !== 'public' && page.way !== 'mail' && block(t('result.private'), words.private)}
        {words && page.way === 'private' && block(t('result.public'), words.public, false)}
      </div>
    </Dialog>
  )
}
