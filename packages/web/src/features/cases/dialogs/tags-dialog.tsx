import { viewRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { matchScore } from '#lib/match.ts'
import { Button } from '#ui/button.tsx'
import { FilterChip } from '#ui/chip.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { useChange } from '../use-change.ts'
import type { DialogProps } from './dialog-types.ts'
import styles from './dialogs.module.css'
import { tagsAfter, tagsChange, type TagsWanted, withoutTag, withTag } from './tags-wanted.ts'

/** Tags as chips: typed with Enter, taken away by pressing, those in use are offered. */
export function TagsDialog({ detail, onClose }: DialogProps) {
  const { t } = useTranslation(['cases', 'ui'])
  const change = useChange(detail)
  const used = useQuery(read(viewRoutes.tags)).data?.items ?? []
  // Only what was put and taken away is sent: a tag that a colleague or a rule gives meanwhile stays.
  const [wanted, setWanted] = useState<TagsWanted>({ added: [], removed: [] })
  const tags = tagsAfter(detail.tags, wanted)
  const [typed, setTyped] = useState('')
  const offered = used.filter(({ name }) => !tags.includes(name) && matchScore(typed, name) > 0).slice(0, 12)

  function add(name: string): void {
    const tag = name.trim().slice(0, 60)
    if (tag) setWanted((held) => withTag(held, tag))
    setTyped('')
  }
  const remove = (tag: string) => setWanted((held) => withoutTag(held, tag))
  function save(): void {
    onClose()
    const rest = typed.trim()
    const what = tagsChange(detail.tags, rest ? withTag(wanted, rest) : wanted)
    if (what) void change(what, t('done.tags'))
  }
  return (
    <Dialog
      open
      title={t('act.tags')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" onClick={save}>
            {t('ui:save')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <div className={styles.chips}>
          {tags.map((tag) => (
            <FilterChip
              key={tag}
              on
              removeLabel={t('tags.remove', { tag })}
              onRemove={() => remove(tag)}
              onClick={() => remove(tag)}
            >
              {tag}
            </FilterChip>
          ))}
        </div>
        <TextField
          label={t('tags.add')}
          description={t('tags.help')}
          value={typed}
          maxLength={60}
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && typed.trim()) {
              event.preventDefault()
              add(typed)
            } else if (event.key === 'Enter') save()
          }}
        />
        {offered.length > 0 && (
          <div className={styles.chips} role="group" aria-label={t('tags.used')}>
            {offered.map(({ name }) => (
              <FilterChip key={name} onClick={() => add(name)}>
                {name}
              </FilterChip>
            ))}
          </div>
        )}
      </div>
    </Dialog>
  )
}
