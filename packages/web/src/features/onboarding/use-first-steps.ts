import { useMe } from '#lib/session.ts'
import { allDone, type FirstStep, firstSteps } from './first-steps.ts'
import { useRemembered } from './remembered.ts'

/** The first steps as they stand; none once they are done or put away. */
export function useFirstSteps(): FirstStep[] {
  const me = useMe()
  const dismissed = useRemembered('dismissed', me?.workspace.id)
  const seenSample = useRemembered('sample-seen', me?.workspace.id)
  if (!me || dismissed) return []
  const steps = firstSteps(me, seenSample)
  return allDone(steps) ? [] : steps
}
