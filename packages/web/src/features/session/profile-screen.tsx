import { useTranslation } from 'react-i18next'
import { useMe } from '#lib/session.ts'
import { Page } from '#ui/page.tsx'
import { PasskeySection } from './profile-passkeys.tsx'
import { PasswordSection } from './profile-password.tsx'
import { RepliesSection } from './profile-replies.tsx'
import { SecondFactorSection } from './profile-second-factor.tsx'
import { SessionsSection } from './profile-sessions.tsx'

/** Who I am here, how I get in, and where I am signed in. */
export function ProfileScreen() {
  const { t } = useTranslation('session')
  const me = useMe()
  if (!me) return null
  return (
    <Page title={t('profile.title')} intro={`${me.member.name} · ${me.member.email} · ${me.workspace.name}`}>
      <RepliesSection preferences={me.preferences} />
      <PasswordSection />
      <SecondFactorSection on={me.twoFactorOn} />
      <PasskeySection />
      <SessionsSection />
    </Page>
  )
}
