import { Checklist } from '#features/onboarding/checklist.tsx'
import { useFirstSteps } from '#features/onboarding/use-first-steps.ts'
import { SettingsScreen } from '#features/settings/settings-screen.tsx'

/** The settings with the first steps above them, as long as those are open. What they say is not said twice. */
export function SettingsHome() {
  const open = useFirstSteps().length > 0
  return <SettingsScreen first={<Checklist />} told={open ? ['connectChannel', 'invitePeople'] : []} />
}
