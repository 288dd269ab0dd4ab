import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { UploadedFile } from '../use-uploads.ts'
import styles from './network.module.css'

type Props = {
  files: UploadedFile[]
  alts: Record<string, string>
  /** What the server takes, where it says so; ours is 1,500. */
  most: number | undefined
  onAlts: (alts: Record<string, string>) => void
}

const altMost = 1_500

/** A line per picture: what it shows, for who cannot see it. */
export function Alts({ files, alts, most = altMost, onAlts }: Props) {
  const { t } = useTranslation('replies')
  const id = useId()
  const pictures = files.filter((file) => file.type.startsWith('image/'))
  if (pictures.length === 0) return null
  const missing = pictures.filter((file) => !alts[file.id]?.trim()).length
  return (
    <div className={styles.alts}>
      {pictures.map((file) => (
        <label key={file.id} htmlFor={`${id}-${file.id}`}>
          <span>{t('network.alt', { name: file.name })}</span>
          <input
            id={`${id}-${file.id}`}
            value={alts[file.id] ?? ''}
            maxLength={Math.min(most, altMost)}
            placeholder={t('network.altPlaceholder')}
            onChange={(event) => onAlts({ ...alts, [file.id]: event.currentTarget.value })}
          />
        </label>
      ))}
      {missing > 0 && <p className={styles.hint}>{t('network.altMissing', { count: missing })}</p>}
    </div>
  )
}
