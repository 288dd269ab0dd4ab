import { Eye, Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import styles from './avatar.module.css'

type Props = {
  name: string
  size?: 20 | 24 | 28 | 40
  /** What this person does here right now; a shape and a word, not only a colour. */
  doing?: 'viewing' | 'writing' | undefined
  /** Read the name out. Off where the name stands beside it. */
  named?: boolean
}

export function Avatar({ name, size = 28, doing, named }: Props) {
  const { t } = useTranslation('ui')
  const words = doing ? t(`presence.${doing}`, { name }) : name
  return (
    <span
      className={styles.avatar}
      style={{ width: size, height: size, fontSize: size >= 40 ? 14 : size >= 28 ? 11 : 10 }}
      title={named || doing ? words : undefined}
      role={named || doing ? 'img' : undefined}
      aria-label={named || doing ? words : undefined}
      aria-hidden={named || doing ? undefined : true}
    >
      {initialsOf(name)}
      {doing && (
        <span className={styles.pip} data-doing={doing}>
          {doing === 'writing' ? <Pencil size={8} strokeWidth={2.5} /> : <Eye size={8} strokeWidth={2.5} />}
        </span>
      )}
    </span>
  )
}

/** Two letters at most: `Maren Koch` → MK, `@jana` → J, `Nordlicht GmbH` → NG. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .split(/[\s-]+/)
    .filter(Boolean)
  const first = words[0] ?? ''
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return (firstLetter(first) + firstLetter(last)).toLocaleUpperCase('de') || '?'
}

function firstLetter(word: string): string {
  return [...word][0] ?? ''
}
