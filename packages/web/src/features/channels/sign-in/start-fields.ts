import type { ChannelKind } from '@resonanz/contracts'
import type { NetworkField } from '../social/fields.ts'

const appFields: readonly NetworkField[] = [
  { name: 'clientId', in: 'secrets', type: 'text', required: true, maxLength: 500 },
  { name: 'clientSecret', in: 'secrets', type: 'password', required: true, maxLength: 1000 },
]
const metaFields: readonly NetworkField[] = [
  { name: 'appId', in: 'settings', type: 'text', required: true, maxLength: 25 },
  { name: 'appSecret', in: 'secrets', type: 'password', required: true, maxLength: 200 },
]

/** What must be known before somebody signs in at a network; the words are those of its other fields. */
export const startFields: Partial<Record<ChannelKind, readonly NetworkField[]>> = {
  mastodon: [{ name: 'instance', in: 'settings', type: 'text', required: true, maxLength: 280 }],
  x: [
    appFields[0]!,
    { ...appFields[1]!, required: false },
    { name: 'consumerSecret', in: 'secrets', type: 'password', maxLength: 1000, later: true },
  ],
  youtube: appFields,
  bluesky: [
    { name: 'identifier', in: 'settings', type: 'text', required: true, maxLength: 253 },
    { name: 'service', in: 'settings', type: 'text', maxLength: 500, initial: 'https://bsky.social', later: true },
  ],
  facebook: metaFields,
  instagram: metaFields,
}

/** Whose button stands on the screen: a kind without its fields here has none yet. */
export function signsInByButton(kind: string): boolean {
  return Object.hasOwn(startFields, kind)
}
