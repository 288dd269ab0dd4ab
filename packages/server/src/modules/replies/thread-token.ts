import { checkReplyToken, threadOfMessageId } from '@resonanz/channels'
import type { Seal } from '#platform/seal'

/** Ids in a mail say where it belongs only when they carry our mark: plus-address tokens and Message-IDs we minted. */
export function threadOfToken(seal: Seal): (token: string) => string | null {
  const replyKey = seal.mac('reply-token', 'key')
  const messageKey = seal.mac('message-id', 'key')
  return (token) => checkReplyToken(token, replyKey) ?? threadOfMessageId(token, messageKey)
}
