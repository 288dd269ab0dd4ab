import { Checklist } from '#features/onboarding/checklist.tsx'
import { SettingsScreen } from '#features/settings/settings-screen.tsx'

/** The settings with the first steps above them, as long as those are open. */
export function SettingsHome() {
  return <SettingsScreen first={<Checklist />} />
}
