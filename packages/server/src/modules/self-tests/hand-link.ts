import type { ChannelKind } from '@resonanz/contracts'

export type Reached = {
  kind: ChannelKind
  address: string | null
  settings: Record<string, unknown>
  public_key: string | null
}

/**
 * An address that opens the channel on the person's own device, with the text filled in where the network takes one. Null:
 * they find it themselves.
 */
export function handLink({ kind, address, settings, public_key }: Reached, text: string, home: string): string | null {
  const said = encodeURIComponent(text)
  const name = encodeURIComponent((address ?? '').replace(/^@/, ''))
  const setting = (key: string) => (typeof settings[key] === 'string' ? settings[key] : '')
  const digits = (address ?? '').replace(/\D/g, '')
  switch (kind) {
    case 'telegram':
      return name ? `https://t.me/${name}?text=${said}` : null
    case 'whatsapp':
      return digits.length >= 7 ? `https://wa.me/${digits}?text=${said}` : null
    case 'facebook':
      return /^\d+$/.test(setting('pageId')) ? `https://m.me/${setting('pageId')}?text=${said}` : null
    case 'instagram':
      return name ? `https://ig.me/m/${name}` : null
    case 'x':
      return name ? `https://x.com/intent/post?text=${encodeURIComponent(`${address} ${text}`)}` : null
    case 'youtube':
      return /^UC[\w-]{22}$/.test(setting('channelId'))
        ? `https://www.youtube.com/channel/${setting('channelId')}`
        : null
    case 'discourse':
    case 'wordpress':
      return webAddress(setting('url'))
    case 'email':
      return address ? `mailto:${encodeURIComponent(address)}?subject=${said}` : null
    case 'phone':
      return digits.length >= 5 ? `tel:${(address ?? '').replace(/[^\d+]/g, '')}` : null
    case 'form':
      return public_key ? `${home}/f/${public_key}` : null
    case 'chat':
      return public_key ? `${home}/chat/${public_key}` : null
    default:
      return null
  }
}

function webAddress(text: string): string | null {
  const url = URL.parse(text)
  return url && /^https?:$/.test(url.protocol) ? url.href : null
}
