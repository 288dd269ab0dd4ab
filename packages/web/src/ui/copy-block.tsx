import { Copy } from 'lucide-react'
import { Button } from './button.tsx'
import { copyText } from './copy.ts'
import styles from './copy-block.module.css'

type Props = {
  text: string
  /** What it is, above it. */
  label?: string
  copyLabel: string
  copiedLabel: string
}

/** Something to be taken along word for word: a command, a snippet, a link, a secret. It can be selected and copied. */
export function CopyBlock({ text, label, copyLabel, copiedLabel }: Props) {
  return (
    <figure className={styles.block}>
      {label && <figcaption className={styles.label}>{label}</figcaption>}
      <div className={styles.box}>
        <pre className={styles.text} tabIndex={0} aria-label={label ?? copyLabel} translate="no">
          {text}
        </pre>
        <Button
          small
          icon={Copy}
          aria-label={label ? `${copyLabel}: ${label}` : copyLabel}
          onClick={() => void copyText(text, copiedLabel)}
        >
          {copyLabel}
        </Button>
      </div>
    </figure>
  )
}
