import type { ChannelKind } from '@resonanz/contracts'
import {
  AtSign,
  CirclePlay,
  CloudSun,
  FileText,
  Camera,
  Footprints,
  Hash,
  Link2,
  LockKeyhole,
  Mail,
  type LucideIcon,
  MessageCircle,
  MessageSquareQuote,
  MessageSquareText,
  MessagesSquare,
  Phone,
  Radar,
  Radio,
  Rss,
  Stamp,
  Send,
  ThumbsUp,
} from 'lucide-react'
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
  youtube: CirclePlay,
  x: Hash,
  'private-page': LockKeyhole,
  bluesky: CloudSun,
  firehose: Radar,
  telegram: Send,
  facebook: ThumbsUp,
  instagram: Camera,
  whatsapp: MessageCircle,
  mastodon: AtSign,
  discourse: MessageSquareQuote,
  wordpress: MessageSquareText,
  chat: MessagesSquare,
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
