import { Modal } from '@mantine/core'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Kbd } from '#ui/kbd.tsx'
import { useReturnFocus } from '#ui/return-focus.ts'
import { announce } from '#ui/announcer.tsx'
import { type Entry, usePaletteEntries } from './entries.tsx'
import styles from './palette.module.css'

/** One field for everything: what can be done here, where to go, and cases and customers by number, name or words. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('palette')
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const { groups, searching } = usePaletteEntries(typed)
  const entries = groups.flatMap((group) => group.entries)
  const chosen = Math.min(at, entries.length - 1)
  const base = useId()
  useReturnFocus()

  const chosenId = entries[chosen] ? `${base}-${chosen}` : undefined
  useEffect(() => {
    if (chosenId) document.getElementById(chosenId)?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])
  useEffect(() => {
    if (typed && !searching) announce(t('found', { count: entries.length }))
  }, [typed, searching, entries.length, t])

  function run(entry: Entry | undefined): void {
    if (!entry) return
    onClose()
    // After the dialog gave the focus back, or the action's own focus would be taken away again.
    setTimeout(() => entry.run(), 0)
  }
  function onKeyDown(event: KeyboardEvent): void {
    const last = entries.length - 1
    if (event.key === 'ArrowDown') setAt(chosen >= last ? 0 : chosen + 1)
    else if (event.key === 'ArrowUp') setAt(chosen <= 0 ? last : chosen - 1)
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(entries[chosen])
    else return
    event.preventDefault()
  }

  return (
    <Modal.Root
      opened
      onClose={onClose}
      centered={false}
      yOffset="10dvh"
      size={640}
      padding={0}
      // Own animation: the library's waits two frames before anything is there, and a key should show at once.
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('label')} className={styles.palette}>
        <div className={styles.field}>
          <Search size={18} />
          <input
            className={styles.input}
            data-autofocus
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setAt(0)
            }}
            onKeyDown={onKeyDown}
            placeholder={t('placeholder')}
            aria-label={t('label')}
            role="combobox"
            aria-expanded="true"
            aria-controls={`${base}-list`}
            aria-activedescendant={chosenId}
            autoComplete="off"
            spellCheck={false}
            maxLength={300}
          />
          <Kbd keys="Escape" />
        </div>
        <div className={styles.list} id={`${base}-list`} role="listbox" aria-label={t('label')}>
          {groups.map((group) => (
            <div key={group.id} role="group" aria-labelledby={`${base}-${group.id}`}>
              <div className={styles.head} id={`${base}-${group.id}`}>
                {t(`group.${group.id}`)}
              </div>
              {group.entries.map((entry) => {
                const index = entries.indexOf(entry)
                return (
                  <div
                    key={entry.id}
                    id={`${base}-${index}`}
                    role="option"
                    aria-selected={index === chosen}
                    className={styles.entry}
                    onMouseMove={() => index !== at && setAt(index)}
                    onClick={() => run(entry)}
                  >
                    {entry.icon && <entry.icon size={16} />}
                    <span className={styles.words}>
                      <span className={styles.label}>{entry.label}</span>
                      {entry.hint && <span className={styles.hint}>{entry.hint}</span>}
                    </span>
                    {entry.keys && <Kbd keys={entry.keys} />}
                  </div>
                )
              })}
            </div>
          ))}
          {entries.length === 0 && <p className={styles.none}>{searching ? t('searching') : t('none')}</p>}
        </div>
      </Modal.Content>
    </Modal.Root>
  )
}
