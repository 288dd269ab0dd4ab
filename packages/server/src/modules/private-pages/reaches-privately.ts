import { answersPrivately, capabilitiesWith } from '@resonanz/contracts'
import type { SpokenIn } from './store.ts'

/** Mail is a way of its own. Where we answer by hand, in another program, only that one knows; it may be able to. */
export function reachesPrivately({ channel, visibility, limits }: SpokenIn): boolean {
  if (channel === 'email' || channel === 'form' || channel === 'private-page') return false
  const capabilities = capabilitiesWith(channel, limits)
  if (capabilities.reply === 'log') return visibility === 'public' || capabilities.intake === 'push'
  return capabilities.reply === 'send' && (visibility === 'private' || answersPrivately(capabilities))
}
