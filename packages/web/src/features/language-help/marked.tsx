import type { LanguageHelpOffer } from '@resonanz/contracts'
import { Sparkles } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Chip } from '#ui/chip.tsx'
import styles from './language-help.module.css'

/** Stands over everything that a model wrote, as long as nobody has taken it over. */
export function Marked({ model }: { model: string }) {
  const { t } = useTranslation('language-help')
  return (
    <p className={styles.marked}>
      <Chip tone="note" icon={Sparkles}>
        {t('marked')}
      </Chip>
      <small>{model}</small>
    </p>
  )
}

/** Who works on the words, and for what: the company's own notice. */
export function Notice({ offer }: { offer: LanguageHelpOffer }) {
  const { t } = useTranslation('language-help')
  return (
    <details className={styles.notice}>
      <summary>{t('notice.short', { processor: offer.processor, count: offer.left })}</summary>
      <p>{t('notice.purpose', { purpose: offer.purpose })}</p>
      <p className={styles.text}>{offer.notice}</p>
    </details>
  )
}
