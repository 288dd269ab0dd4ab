import type { Member } from '@resonanz/contracts'
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchScore } from '#lib/match.ts'
import { announce } from '#ui/announcer.tsx'
import { Avatar } from '#ui/avatar.tsx'
import styles from './replies.module.css'

type Props = {
  id: string
  members: Member[]
  typed: string
  onPick: (name: string) => void
  ref: Ref<{ onKey: (event: KeyboardEvent) => boolean }>
}
const SHOWN = 6

/** Colleagues by what was typed behind the @; the field keeps the focus, arrows and Enter choose. */
export function MemberPicker({ id, members, typed, onPick, ref }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const [at, setAt] = useState(0)
  const found = members
    .map((member) => ({ member, score: matchScore(typed, member.name) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, SHOWN)
    .map(({ member }) => member)
  const chosen = Math.min(at, found.length - 1)
  // The focus stays in the text, so what is chosen is said.
  const chosenName = found[chosen]?.name
  useEffect(() => {
    if (chosenName) announce(chosenName)
  }, [chosenName])
  useImperativeHandle(ref, () => ({
    onKey(event) {
      const one = found[chosen]
      if (!one) return false
      if (event.key === 'ArrowDown') setAt((chosen + 1) % found.length)
      else if (event.key === 'ArrowUp') setAt((chosen + found.length - 1) % found.length)
      else if (event.key === 'Enter' || event.key === 'Tab') onPick(one.name)
      else return false
      return true
    },
  }))
  if (found.length === 0) return null
  return (
    <div className={styles.members} id={id} role="listbox" aria-label={t('note.members')}>
      {found.map((member, place) => (
        <div
          key={member.id}
          role="option"
          aria-selected={place === chosen}
          onPointerDown={(event) => {
            event.preventDefault()
            onPick(member.name)
          }}
          onPointerMove={() => setAt(place)}
        >
          <Avatar name={member.name} size={24} />
          {member.name}
        </div>
      ))}
    </div>
  )
}
