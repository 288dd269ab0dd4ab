import type { ChannelKind } from '@resonanz/contracts'
import { useNavigate } from '@tanstack/react-router'
import { LogIn } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { useSignIn } from './use-sign-in.ts'

/** The one button that mends a sign-in that ran out: straight to the network, or to where something must be typed first. */
export function SignInFix({ id, kind, urgent }: { id: string; kind: ChannelKind; urgent: boolean }) {
  const { t } = useTranslation('channels')
  const navigate = useNavigate()
  const signIn = useSignIn(
    () => void navigate({ to: '/settings/channels/$channelId', params: { channelId: id }, search: { fix: 'sign-in' } }),
  )
  return (
    <Button
      small
      icon={LogIn}
      look={urgent ? 'primary' : 'default'}
      busy={signIn.busy}
      onClick={() => signIn.run({ kind, presenceId: id })}
    >
      {t(`signIn.at.${kind as 'x'}`)}
    </Button>
  )
}
