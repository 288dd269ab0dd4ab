import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDocumentTitle } from '#lib/document-title.ts'
import { changeLanguage, currentLanguage } from '#lib/i18n.ts'
import { Logo } from '#ui/logo.tsx'
import { OfflinePill } from '#ui/offline-pill.tsx'
import styles from './frame.module.css'

type Props = {
  title: string
  intro?: ReactNode
  children: ReactNode
  before?: ReactNode
  wide?: boolean
  step?: string
}

/** The quiet page around signing in and setting up: mark, one column, language at the foot. */
export function Frame({ title, intro, children, before, wide, step }: Props) {
  const { t } = useTranslation('session')
  useDocumentTitle(title)
  return (
    <div className={styles.page}>
      <header className={styles.brand}>
        <Logo size={28} />
        <span>Resonanz</span>
        <OfflinePill />
      </header>
      <main className={styles.card} data-wide={wide || undefined}>
        {before}
        <div className={styles.head}>
          <h1 tabIndex={-1} data-step={step}>
            {title}
          </h1>
          {intro && <p className={styles.intro}>{intro}</p>}
        </div>
        {children}
      </main>
      <footer className={styles.foot}>
        {(['de', 'en'] as const).map((language) => (
          <button
            key={language}
            type="button"
            lang={language}
            aria-pressed={currentLanguage() === language}
            onClick={() => void changeLanguage(language)}
          >
            {t(`language.${language}`)}
          </button>
        ))}
      </footer>
    </div>
  )
}
