import {
  Download,
  File,
  FileArchive,
  FileImage,
  FileSpreadsheet,
  FileText,
  type LucideIcon,
  Music,
  Video,
} from 'lucide-react'
import { createElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#lib/use-language.ts'
import styles from './attachment-card.module.css'

type Props = { name: string; type: string; size: number; href: string }

/** A file of a message: what it is, how big, and a download; never opened in the page. The name is text. */
export function AttachmentCard({ name, type, size, href }: Props) {
  const { t } = useTranslation('ui')
  const language = useLanguage()
  const icon = createElement(iconOf(type), { size: 20, strokeWidth: 1.5 })
  const shownSize = formatSize(size, language)
  return (
    <a
      className={styles.card}
      href={href}
      download
      rel="noopener"
      aria-label={t('attachment.download', { name, size: shownSize })}
    >
      {icon}
      <span className={styles.words}>
        <bdi className={styles.name}>{name}</bdi>
        <span className={styles.size}>{shownSize}</span>
      </span>
      <Download size={16} className={styles.get} />
    </a>
  )
}

/** `48 kB`, `1,2 MB`. */
export function formatSize(bytes: number, language: 'de' | 'en'): string {
  const unit = bytes < 1e3 ? 'byte' : bytes < 1e6 ? 'kilobyte' : 'megabyte'
  const value = bytes / { byte: 1, kilobyte: 1e3, megabyte: 1e6 }[unit]
  const maximumFractionDigits = unit === 'megabyte' && value < 10 ? 1 : 0
  const style = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits } as const
  return new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', style).format(value)
}

function iconOf(type: string): LucideIcon {
  if (type.startsWith('image/')) return FileImage
  if (type.startsWith('audio/')) return Music
  if (type.startsWith('video/')) return Video
  if (/zip|compressed|tar/.test(type)) return FileArchive
  if (/sheet|excel|csv/.test(type)) return FileSpreadsheet
  return /pdf|text|word|document/.test(type) ? FileText : File
}
