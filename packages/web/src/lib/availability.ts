import { type Availability, type ResponseOf, routingRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from './api.ts'
import { tellProblem } from './change-case.ts'
import { queryClient, read } from './query.ts'
import { useMay } from './session.ts'
import { useGivesOut } from './take-next.ts'

const SIGN_EVERY_MS = 5 * 60_000
type Mine = ResponseOf<typeof routingRoutes.presence>

/**
 * Whether I take cases now, where the workspace gives them out; null elsewhere. While somebody moves here, a sign goes
 * out every few minutes; without one it ends by itself. The server knows this moment only.
 */
export function useAvailability(): Availability | null {
  const givesOut = useGivesOut()
  const wanted = useMay('case.write') && givesOut
  const { data } = useQuery({ ...read(routingRoutes.presence), enabled: wanted })
  const state = wanted ? (data?.state ?? null) : null
  useEffect(() => {
    if (state === null || state === 'off') return
    let sentAt = Date.now()
    const sign = () => {
      if (Date.now() - sentAt < SIGN_EVERY_MS) return
      sentAt = Date.now()
      call(routingRoutes.setPresence, { body: { state } }).then(keep, () => {})
    }
    const events = ['pointerdown', 'keydown', 'wheel'] as const
    for (const event of events) document.addEventListener(event, sign, { passive: true })
    return () => {
      for (const event of events) document.removeEventListener(event, sign)
    }
  }, [state])
  return state
}

export async function sayAvailable(state: Availability): Promise<void> {
  await call(routingRoutes.setPresence, { body: { state } }).then(keep, tellProblem)
}

function keep(mine: Mine): void {
  queryClient.setQueryData(read(routingRoutes.presence).queryKey, mine)
}
