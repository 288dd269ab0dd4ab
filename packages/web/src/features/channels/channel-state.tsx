import type { Presence } from '@resonanz/contracts'
import { Archive, CircleCheck, CirclePause, Clock, KeyRound, type LucideIcon, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Chip, type ChipTone } from '#ui/chip.tsx'

const looks: Record<Presence['state'], [ChipTone, LucideIcon]> = {
  running: ['ok', CircleCheck],
  waiting: ['soon', Clock],
  needs_sign_in: ['bad', KeyRound],
  failing: ['bad', TriangleAlert],
  paused: ['neutral', CirclePause],
  archived: ['neutral', Archive],
}

/** How a channel is, in one word. What people write down by hand never runs or fails: it is ready. */
export function ChannelState({ presence }: { presence: Pick<Presence, 'state' | 'kind'> }) {
  const { t } = useTranslation('channels')
  const [tone, icon] = looks[presence.state]
  const words =
    presence.state === 'running' && isByHand(presence.kind) ? t('state.ready') : t(`state.${presence.state}`)
  return (
    <Chip tone={tone} icon={icon}>
      {words}
    </Chip>
  )
}

export function isByHand(kind: Presence['kind']): boolean {
  return kind === 'phone' || kind === 'letter' || kind === 'visit' || kind === 'found'
}

/** Channels of the sample company look alive and reach nobody; their settings are not for changing. */
export function isSample(presence: Pick<Presence, 'settings'>): boolean {
  return presence.settings.sample === true
}
