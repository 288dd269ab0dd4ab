import { type Signatures, signatureRoutes } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { isProblem } from '#lib/problem.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { keepSignatures } from './keep-signatures.ts'
import styles from './signatures.module.css'

type Person = Signatures['people'][number]

/** Who signs with which initials; everybody may choose theirs. */
export function Initials({ people }: { people: Person[] }) {
  return (
    <div className={styles.stack}>
      {people.map((person) => (
        <PersonInitials key={`${person.member.id} ${person.initials}`} person={person} />
      ))}
    </div>
  )
}

function PersonInitials({ person }: { person: Person }) {
  const { t } = useTranslation('signatures')
  const [initials, setInitials] = useState(person.initials)
  const [trouble, setTrouble] = useState<string | null>(null)
  const isFit = /^[a-z0-9]{1,6}$/i.test(initials)
  async function save(): Promise<void> {
    setTrouble(null)
    try {
      keepSignatures(await call(signatureRoutes.initials, { params: { id: person.member.id }, body: { initials } }))
      showNotice({ text: t('saved'), tone: 'ok' })
    } catch (error) {
      if (isProblem(error, 'conflict')) setTrouble(t('initials.taken'))
      else tellProblem(error)
    }
  }
  return (
    <form
      className={styles.person}
      onSubmit={(event) => {
        event.preventDefault()
        if (isFit && initials !== person.initials) void save()
      }}
    >
      <TextField
        label={person.member.name}
        leftSection="^"
        value={initials}
        maxLength={6}
        readOnly={!person.mayChange}
        error={trouble ?? (isFit ? undefined : t('initials.unfit'))}
        onChange={(event) => setInitials(event.currentTarget.value.toLowerCase())}
      />
      {person.mayChange && initials !== person.initials && (
        <Button small type="submit" disabled={!isFit}>
          {t('initials.save')}
        </Button>
      )}
    </form>
  )
}
