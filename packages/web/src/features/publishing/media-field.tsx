import { fileRoutes } from '@resonanz/contracts'
import { ImagePlus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import styles from './publishing.module.css'

export type Media = { fileId: string; name: string; alt: string }

/** Pictures with the words for who cannot see them. */
export function MediaField({ media, onChange }: { media: Media[]; onChange: (media: Media[]) => void }) {
  const { t } = useTranslation('publishing')
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  async function add(files: FileList | null): Promise<void> {
    setBusy(true)
    const added: Media[] = []
    for (const file of files ?? []) {
      const body = new FormData()
      body.append('file', file, file.name)
      const up = await call(fileRoutes.upload, { body }).catch((error: unknown) => tellProblem(error))
      if (up) added.push({ fileId: up.id, name: up.name, alt: '' })
    }
    setBusy(false)
    if (added.length > 0) onChange([...media, ...added])
  }
  return (
    <div className={styles.form}>
      {media.map((one, place) => (
        <div key={one.fileId} className={styles.media}>
          <TextField
            label={t('altOf', { name: one.name })}
            description={t('altHelp')}
            maxLength={1500}
            value={one.alt}
            onChange={(event) => onChange(media.with(place, { ...one, alt: event.currentTarget.value }))}
          />
          <IconButton
            icon={Trash2}
            label={t('mediaOff', { name: one.name })}
            onClick={() => onChange(media.filter(({ fileId }) => fileId !== one.fileId))}
          />
        </div>
      ))}
      <input
        ref={input}
        hidden
        type="file"
        multiple
        accept="image/*,video/*"
        onChange={(event) => {
          void add(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
      <div>
        <Button icon={ImagePlus} busy={busy} onClick={() => input.current?.click()}>
          {t('mediaAdd')}
        </Button>
      </div>
    </div>
  )
}
