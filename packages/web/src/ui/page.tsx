import type { ReactNode } from 'react'
import { useDocumentTitle } from '#lib/document-title.ts'
import { classNames } from './class-names.ts'
import styles from './page.module.css'

type PageProps = {
  title: string
  intro?: ReactNode
  actions?: ReactNode
  children: ReactNode
  wide?: boolean
  /** A line above the heading: the way back up (see `BackLink`). */
  above?: ReactNode
}

/** A screen that is one column to read and fill in: settings, lists of administration, profile. */
export function Page({ title, intro, actions, children, wide, above }: PageProps) {
  useDocumentTitle(title)
  return (
    <div className={styles.scroll}>
      <div className={classNames(styles.page, wide && styles.wide)}>
        <header className={styles.head}>
          <div className={styles.headWords}>
            {above}
            <h1 tabIndex={-1} data-page-heading>
              {title}
            </h1>
            {intro && <p className={styles.intro}>{intro}</p>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  )
}

type SectionProps = { title: string; intro?: ReactNode; actions?: ReactNode; children: ReactNode; id?: string }

export function Section({ title, intro, actions, children, id }: SectionProps) {
  return (
    <section className={styles.section} id={id} aria-label={title}>
      <div className={styles.sectionHead}>
        <div className={styles.headWords}>
          <h2>{title}</h2>
          {intro && <p className={styles.intro}>{intro}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  )
}

/** A form in one column with its buttons below. */
export function FormColumn({
  children,
  buttons,
  onSubmit,
}: {
  children: ReactNode
  buttons: ReactNode
  onSubmit: () => void
}) {
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
      <div className={styles.buttons}>{buttons}</div>
    </form>
  )
}

/** Rows with a line between them: sessions, passkeys, people. */
export function Rows({ children, label }: { children: ReactNode; label: string }) {
  return (
    <ul className={styles.rows} aria-label={label}>
      {children}
    </ul>
  )
}

export function Row({
  icon,
  title,
  meta,
  actions,
}: {
  icon?: ReactNode
  title: ReactNode
  meta?: ReactNode
  actions?: ReactNode
}) {
  return (
    <li className={styles.row}>
      {icon && <span className={styles.rowIcon}>{icon}</span>}
      <div className={styles.rowWords}>
        <div className={styles.rowTitle}>{title}</div>
        {meta && <div className={styles.rowMeta}>{meta}</div>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </li>
  )
}
