import type { ParsedMail } from './types.ts'

export type LoopReason = 'own-message-id' | 'own-loop-mark' | 'from-ourselves'

export type LoopKnowledge = {
  /** our own addresses, without plus parts */
  ownAddresses: readonly string[]
  /** whether a Message-ID is one that we minted */
  isOwnId: (messageId: string) => boolean
  /** what we write into `X-Resonanz-Loop`; '' when this installation writes none */
  loopMark?: string
}

/** Why a mail is our own coming back (a forward, an alias, a subscribed list); null when it is not. */
export function loopReason(mail: ParsedMail, known: LoopKnowledge): LoopReason | null {
  if (mail.messageId !== '' && known.isOwnId(mail.messageId)) return 'own-message-id'
  const mark = known.loopMark ?? ''
  if (mark !== '' && mail.headers.loop.includes(mark)) return 'own-loop-mark'
  const own = new Set(known.ownAddresses.map((address) => address.toLowerCase()))
  const senders = [...mail.from, ...mail.headers.sender].map(({ address }) =>
    address.toLowerCase().replace(/\+c_[a-z2-7]{1,100}@/, '@'),
  )
  return senders.some((address) => own.has(address)) ? 'from-ourselves' : null
}

export function isLoop(
  mail: ParsedMail,
  ownAddresses: readonly string[],
  isOwnId: (messageId: string) => boolean,
): boolean {
  return loopReason(mail, { ownAddresses, isOwnId }) !== null
}
