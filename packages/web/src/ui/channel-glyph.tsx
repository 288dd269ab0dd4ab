import type { ChannelKind } from '@resonanz/contracts'
import { FileText, Footprints, Link2, Mail, type LucideIcon, Phone, Radio, Rss, Stamp } from 'lucide-react'
import { useTranslation } from 'react-i18next'

export const channelIcons: Record<ChannelKind, LucideIcon> = {
  email: Mail,
  form: FileText,
  feed: Rss,
  phone: Phone,
  letter: Stamp,
  visit: Footprints,
  found: Link2,
  inlet: Radio,
}

/** The sign of a channel with its name for screen readers and on hover; `named` writes the name beside it. */
export function ChannelGlyph({ kind, size = 16, named }: { kind: ChannelKind; size?: number; named?: boolean }) {
  const { t } = useTranslation('ui')
  const Icon = channelIcons[kind] ?? Radio
  const name = t(`channel.${kind}`)
  if (named) {
    return (
      <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
        <Icon size={size} />
        {name}
      </span>
    )
  }
  return (
    <span title={name} role="img" aria-label={name} style={{ display: 'inline-flex' }}>
      <Icon size={size} />
    </span>
  )
}
