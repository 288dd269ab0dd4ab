import { CircleAlert, Paperclip, X } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#lib/use-language.ts'
import { formatSize } from '#ui/attachment-card.tsx'
import { IconButton } from '#ui/button.tsx'
import styles from './replies.module.css'
import type { Upload, UploadedFile } from './use-uploads.ts'

export function FileButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useTranslation(['replies', 'ui'])
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton icon={Paperclip} label={t('file.add')} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('file.add')}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}

type ListProps = { files: UploadedFile[]; uploads: Upload[]; onRemove: (id: string) => void }

/** What goes along, and what is on its way up. */
export function FileList({ files, uploads, onRemove }: ListProps) {
  const { t } = useTranslation(['replies', 'ui'])
  const language = useLanguage()
  if (files.length === 0 && uploads.length === 0) return null
  return (
    <ul className={styles.files} aria-label={t('file.label')}>
      {files.map((file) => (
        <li key={file.id}>
          <Paperclip size={13} />
          <bdi>{file.name}</bdi>
          <small>{formatSize(file.size, language)}</small>
          <button type="button" aria-label={t('file.remove', { name: file.name })} onClick={() => onRemove(file.id)}>
            <X size={13} />
          </button>
        </li>
      ))}
      {uploads.map((upload) => (
        <li key={upload.key} data-problem={upload.problem ?? undefined}>
          {upload.problem ? (
            <CircleAlert size={13} />
          ) : (
            <progress value={upload.done} aria-label={t('file.uploading', { name: upload.name })} />
          )}
          <bdi>{upload.name}</bdi>
          <small>{upload.problem ? t(`file.problem.${upload.problem}`) : formatSize(upload.size, language)}</small>
          <button type="button" aria-label={t('file.cancel', { name: upload.name })} onClick={upload.cancel}>
            <X size={13} />
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Files dropped onto the composer. */
export function useDrop(onFiles: (files: File[]) => void) {
  const [over, setOver] = useState(false)
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return {
    'data-over': over || undefined,
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(false)
      onFiles([...event.dataTransfer.files])
    },
  }
}
