import type { Permission } from '@resonanz/contracts'
import { Link, type LinkProps } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchScore } from '#lib/match.ts'
import { useMe } from '#lib/session.ts'
import { TextField } from '#ui/field.tsx'
import { Page } from '#ui/page.tsx'
import { settingsEntries, settingsGroups } from './entries.ts'
import styles from './settings.module.css'
import { ToDoList } from './to-do-list.tsx'
import type { ToDoKind } from './to-dos.ts'

type Entry = (typeof settingsEntries)[number]

const nothing: readonly ToDoKind[] = []

type Props = {
  first?: ReactNode
  /** What `first` says already; it is not said twice. */
  told?: readonly ToDoKind[]
}

/** The way into everything that can be set: what needs somebody first, then a search, then the places in groups. */
export function SettingsScreen({ first, told = nothing }: Props) {
  const { t } = useTranslation('settings')
  const me = useMe()
  const [query, setQuery] = useState('')
  const may = (entry: Entry) =>
    !('permission' in entry) || (me?.permissions.includes(entry.permission as Permission) ?? false)
  const usable = settingsEntries.filter(may)
  const wordsOf = ({ id }: Entry) => `${t(`entry.${id}.title`)} ${t(`entry.${id}.help`)} ${t(`entry.${id}.words`)}`
  const found = usable
    .map((entry) => ({ entry, score: matchScore(query, wordsOf(entry)) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ entry }) => entry)

  return (
    <Page wide title={t('title')}>
      {first}
      <ToDoList without={told} />
      <div className={styles.places}>
        <TextField
          label={t('search.label')}
          placeholder={t('search.placeholder')}
          type="search"
          leftSection={<Search size={16} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          className={styles.search}
        />
        {query.trim() ? (
          <section aria-live="polite" aria-label={t('search.found', { count: found.length })}>
            {found.length === 0 && <p className={styles.none}>{t('search.none', { query })}</p>}
            <Places entries={found} />
          </section>
        ) : (
          settingsGroups.map((group) => {
            const entries = usable.filter((entry) => entry.group === group)
            if (entries.length === 0) return null
            return (
              <section key={group} className={styles.group} aria-labelledby={`group-${group}`}>
                <h2 id={`group-${group}`}>{t(`group.${group}`)}</h2>
                <Places entries={entries} />
              </section>
            )
          })
        )}
      </div>
    </Page>
  )
}

function Places({ entries }: { entries: Entry[] }) {
  const { t } = useTranslation('settings')
  return (
    <ul className={styles.entries}>
      {entries.map(({ id, group: _group, icon: Icon, ...rest }) => {
        const { permission: _permission, ...target } = rest as typeof rest & { permission?: Permission }
        return (
          <li key={id}>
            <Link {...(target as LinkProps)} className={styles.entry}>
              <Icon size={18} />
              <span>
                <b>{t(`entry.${id}.title`)}</b>
                <small>{t(`entry.${id}.help`)}</small>
              </span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
