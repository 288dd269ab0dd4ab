import { ChannelKind, type RoutedMember, routingRoutes, type Skill } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { languageName } from '#lib/language-name.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { languageCodes } from './language-codes.ts'
import { skillName } from './skill-name.ts'
import { wholeFrom } from './numbers.ts'
import styles from './routing.module.css'
import type { Places } from './rules-words.ts'
import { useSay } from './use-say.ts'

const levels = ['1', '2', '3', '4', '5']
const middle = 3

/** What somebody can do, each with its level, and how many cases they take. */
export function MemberDialog({
  routed,
  places,
  onClose,
}: {
  routed: RoutedMember
  places: Places
  onClose: () => void
}) {
  const { t } = useTranslation(['routing', 'ui'])
  const say = useSay()
  const language = useLanguage()
  const [skills, setSkills] = useState<Skill[]>(routed.skills)
  const [product, setProduct] = useState('')
  const [own, setOwn] = useState({
    places: String(routed.places ?? ''),
    pushesPerHour: String(routed.pushesPerHour ?? ''),
  })
  const numbers = {
    places: wholeFrom(own.places, 1, 500),
    pushesPerHour: wholeFrom(own.pushesPerHour, 1, 500),
  }
  const save = useMutation({
    mutationFn: () =>
      call(routingRoutes.setMember, {
        params: { id: routed.member.id },
        body: {
          skills,
          places: numbers.places === 'wrong' ? null : numbers.places,
          pushesPerHour: numbers.pushesPerHour === 'wrong' ? null : numbers.pushesPerHour,
        },
      }),
    onSuccess: () => {
      invalidateRoute(queryClient, routingRoutes.members)
      showNotice({ text: t('ui:saved'), tone: 'ok' })
      onClose()
    },
  })
  const has = (kind: string, value: string) => skills.some((skill) => skill.kind === kind && skill.value === value)
  function add(kind: string, value: string): void {
    if (value && !has(kind, value)) setSkills([...skills, { kind, value, level: middle } as Skill])
  }
  const offered = (kind: Skill['kind'], list: { value: string; label: string }[]) => ({
    group: t(`skill.${kind}`),
    items: list
      .filter(({ value }) => !has(kind, value))
      .map(({ value, label }) => ({ value: `${kind} ${value}`, label })),
  })
  function submit(): void {
    if (numbers.places !== 'wrong' && numbers.pushesPerHour !== 'wrong') save.mutate()
  }
  return (
    <FormDialog
      title={routed.member.name}
      size={560}
      onClose={onClose}
      busy={save.isPending}
      error={save.error}
      onSubmit={submit}
    >
      <SelectField
        searchable
        label={t('members.add')}
        placeholder={t('members.addHelp')}
        data={[
          offered(
            'language',
            languageCodes.map((code) => ({ value: code, label: languageName(code, language) })),
          ),
          offered(
            'topic',
            places.topics.map(({ id, name }) => ({ value: id, label: name[language] })),
          ),
          offered(
            'channel',
            ChannelKind.options.map((value) => ({ value, label: t(`ui:channel.${value}`) })),
          ),
          offered(
            'presence',
            places.presences.map(({ id, name }) => ({ value: id, label: name })),
          ),
        ]}
        value={null}
        onChange={(chosen) => {
          const [kind, value] = String(chosen ?? '').split(' ')
          if (kind && value) add(kind, value)
        }}
      />
      <div className={styles.add}>
        <TextField
          optional
          label={t('members.product')}
          maxLength={80}
          value={product}
          onChange={(event) => setProduct(event.currentTarget.value)}
        />
        <Button
          icon={Plus}
          onClick={() => {
            add('product', product.trim())
            setProduct('')
          }}
        >
          {t('members.addProduct')}
        </Button>
      </div>
      <ul className={styles.skills} aria-label={t('members.title')}>
        {skills.map((skill) => {
          const name = skillName(skill, places, language, say)
          return (
            <li key={`${skill.kind} ${skill.value}`} className={styles.skill}>
              <span>
                {t(`skill.${skill.kind}`)} {name}
              </span>
              <SelectField
                aria-label={t('members.levelOf', { name })}
                data={levels.map((level) => ({ value: level, label: t('skill.level', { level }) }))}
                value={String(skill.level)}
                onChange={(level) =>
                  setSkills(skills.map((one) => (one === skill ? { ...one, level: Number(level ?? middle) } : one)))
                }
              />
              <IconButton
                small
                icon={X}
                label={t('members.remove', { name })}
                onClick={() => setSkills(skills.filter((one) => one !== skill))}
              />
            </li>
          )
        })}
      </ul>
      <div className={styles.two}>
        <TextField
          optional
          inputMode="numeric"
          label={t('members.ownPlaces')}
          description={t('members.empty')}
          value={own.places}
          maxLength={3}
          error={numbers.places === 'wrong' && '1 – 500'}
          onChange={(event) => setOwn({ ...own, places: event.currentTarget.value })}
        />
        <TextField
          optional
          inputMode="numeric"
          label={t('members.ownPushes')}
          description={t('members.empty')}
          value={own.pushesPerHour}
          maxLength={3}
          error={numbers.pushesPerHour === 'wrong' && '1 – 500'}
          onChange={(event) => setOwn({ ...own, pushesPerHour: event.currentTarget.value })}
        />
      </div>
    </FormDialog>
  )
}
