import { OwnLimits } from '@resonanz/contracts'
import type { Instance } from './shapes.ts'

/** "@", the longest name that is answered and a space: who is answered must be named, and only the name counts. */
const forTheName = 32
/** Less than this would be nothing to answer with: then a server's figure is not believed. */
const shortest = 10

/** What this server allows, of what it says; what it leaves out is as everywhere on this network. */
export function limitsOf({ configuration }: Instance): OwnLimits {
  const { statuses, media_attachments: media } = configuration ?? {}
  const count = (statuses?.max_characters ?? 0) - forTheName
  const largest = Math.max(media?.image_size_limit ?? 0, media?.video_size_limit ?? 0)
  const given = {
    maxLength: count < shortest ? undefined : Math.min(count, 1_000_000),
    link: statuses?.characters_reserved_per_url,
    maxFiles: statuses?.max_media_attachments,
    maxBytesEach: largest > 0 ? largest : undefined,
    maxBytesImage: media?.image_size_limit,
    types: media?.supported_mime_types?.slice(0, 100).map((type) => type.slice(0, 100)),
    maxAlt: media?.description_limit,
  }
  const told = Object.entries(given).filter(([, value]) => value !== undefined)
  // One figure out of bounds leaves out all of them: the kind's own hold then.
  return OwnLimits.safeParse(Object.fromEntries(told)).data ?? {}
}

/** Where the stream of this server is; null where it names none or an odd one. Our token goes there, so never less safely. */
export function streamOf({ configuration, urls }: Instance, instance: string): string | null {
  const given = configuration?.urls?.streaming ?? urls?.streaming_api
  const url = given === undefined || given.length > 500 ? null : URL.parse(given)
  const safely = instance.startsWith('https:') ? /^(wss|https):$/ : /^(wss?|https?):$/
  return url && safely.test(url.protocol) ? url.origin.replace(/^http/, 'ws') : null
}
