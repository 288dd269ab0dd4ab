import { organisationRoutes, type Member, type Person, type Team, viewRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from './query.ts'

const SELDOM_MS = 5 * 60_000

/** Everybody of the workspace, also who has left: history names them. */
export function useMembers(): Member[] {
  return useQuery({ ...read(organisationRoutes.members), staleTime: SELDOM_MS }).data?.items ?? []
}

export function useTeams(): Team[] {
  return useQuery({ ...read(organisationRoutes.teams), staleTime: SELDOM_MS }).data?.items ?? []
}

export function useTopics() {
  return useQuery({ ...read(viewRoutes.topics), staleTime: SELDOM_MS }).data?.items ?? []
}

export type Names = {
  members: Person[]
  teams: Person[]
  topics: { id: string; name: { de: string; en: string } }[]
}

/** What ids of journal entries and changes are called. */
export function useNames(): Names {
  return { members: useMembers(), teams: useTeams(), topics: useTopics() }
}
