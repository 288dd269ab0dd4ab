import { caseRoutes, searchRoutes } from '@resonanz/contracts'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ArrowRight, ContactRound, type LucideIcon, Search, Zap } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { activeActions, keysOf } from '#lib/actions.ts'
import { matchScore } from '#lib/match.ts'
import { read } from '#lib/query.ts'
import { recentCases } from '#lib/recent.ts'
import { channelIcons } from '#ui/channel-glyph.tsx'

export type Entry = {
  id: string
  label: string
  hint?: string
  icon?: LucideIcon
  keys?: string | undefined
  run: () => void
}
export type Group = { id: 'context' | 'recent' | 'navigation' | 'app' | 'cases' | 'customers'; entries: Entry[] }

const WAIT_MS = 120
const SHORTEST_SEARCH = 2

/** What the palette offers for the typed words: actions here, then places, then what the server finds. */
export function usePaletteEntries(typed: string): { groups: Group[]; searching: boolean } {
  const actions = useActionEntries()
  const found = useFound(typed.trim())
  const groups: Group[] = (['context', 'navigation', 'app'] as const).map((id) => ({
    id,
    entries: best(
      typed,
      actions.filter((action) => action.group === id),
    ),
  }))
  const recent = useRecent(typed.trim() === '')
  const order = typed.trim() ? [...groups, ...found.groups] : [...groups.slice(0, 1), recent, ...groups.slice(1)]
  return { groups: order.filter((group) => group.entries.length > 0), searching: found.searching }
}

function useActionEntries() {
  const { t } = useTranslation()
  // What was on offer when the palette opened; the palette itself must not change it.
  return useMemo(
    () =>
      activeActions()
        .filter((action) => !action.keyOnly)
        .map((action) => ({
          id: action.id,
          label: t(action.labelKey as 'keys.help', action.labelValues ?? {}),
          icon: action.icon ?? (action.group === 'navigation' ? ArrowRight : Zap),
          keys: keysOf(action)[0],
          group: action.group ?? 'context',
          run: () => action.run(),
        })),
    [t],
  )
}

function best<E extends Entry>(typed: string, entries: E[]): E[] {
  return entries
    .map((entry) => ({ entry, score: matchScore(typed, entry.label) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ entry }) => entry)
}

/** The cases opened last, in their present words; those one may no longer see fall out. */
function useRecent(wanted: boolean): Group {
  const navigate = useNavigate()
  const [ids] = useState(recentCases)
  const cases = useQueries({
    queries: ids.map((id) => ({ ...read(caseRoutes.read, { params: { id } }), enabled: wanted, retry: false })),
  })
  const entries = cases.flatMap(({ data }) =>
    data
      ? {
          id: `recent ${data.id}`,
          label: data.title,
          hint: `#${data.number} · ${data.customer.name}`,
          icon: channelIcons[data.channel],
          run: () => void navigate({ to: '/cases/$caseId', params: { caseId: data.id } }),
        }
      : [],
  )
  return { id: 'recent', entries }
}

function useFound(typed: string): { groups: Group[]; searching: boolean } {
  const { t } = useTranslation('palette')
  const navigate = useNavigate()
  const q = useSettled(typed, WAIT_MS)
  const enabled = q.length >= SHORTEST_SEARCH
  const hits = useQuery({ ...read(searchRoutes.search, { query: { q, limit: 8 } }), enabled, staleTime: 15_000 })
  if (typed.length < SHORTEST_SEARCH) return { groups: [], searching: false }
  const cases = (enabled ? (hits.data?.items ?? []) : []).map(({ case: one }) => ({
    id: `case ${one.id}`,
    label: one.title,
    hint: `#${one.number} · ${one.customer.name}`,
    icon: channelIcons[one.channel],
    run: () => void navigate({ to: '/cases/$caseId', params: { caseId: one.id } }),
  }))
  const all = {
    id: 'search',
    label: t('all', { typed }),
    icon: Search,
    run: () => void navigate({ to: '/search', search: { q: typed } }),
  }
  const customers = (enabled ? (hits.data?.customers ?? []) : []).map((customer) => ({
    id: `customer ${customer.id}`,
    label: customer.name,
    hint: [customer.organisation, customer.number].filter(Boolean).join(' · '),
    icon: ContactRound,
    run: () => void navigate({ to: '/customers/$customerId', params: { customerId: customer.id } }),
  }))
  return {
    groups: [
      { id: 'cases', entries: [...cases, all] },
      { id: 'customers', entries: customers },
    ],
    searching: q !== typed || hits.isFetching,
  }
}

/** The value once it stood still for a moment. */
function useSettled(value: string, waitMs: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(setSettled, waitMs, value)
    return () => clearTimeout(timer)
  }, [value, waitMs])
  return settled
}
