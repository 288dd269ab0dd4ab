import type { Thread } from '@resonanz/contracts'

/** Answered on the network where it was said, not by mail. */
export function isOnNetwork(thread: Pick<Thread, 'channel' | 'reply'> | undefined): boolean {
  return thread?.reply === 'send' && thread.channel !== 'email' && thread.channel !== 'form'
}
