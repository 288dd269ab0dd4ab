import type { Outgoing } from '@resonanz/channels'
import { blankAnswer } from '../../../packages/channels/src/testing/blank-answer.ts'
import { newId } from '../../../packages/server/src/platform/ids.ts'

export const facet = (text: string, part: string, feature: object) => {
  const byteStart = Buffer.byteLength(text.slice(0, text.indexOf(part)))
  return { index: { byteStart, byteEnd: byteStart + Buffer.byteLength(part) }, features: [feature] }
}
export const outgoing = (text: string, target: Outgoing['target'], given: Partial<Outgoing> = {}): Outgoing => ({
  ...blankAnswer,
  clientToken: `<${newId()}@firma.example>`,
  text,
  target,
  ...given,
})
export const answerTo = (message: {
  x: string
  thread: string
  meta: Record<string, unknown>
}): Outgoing['target'] => ({
  kind: 'reply',
  threadKey: message.thread,
  visibility: 'public',
  replyTo: message.x,
  meta: message.meta,
  person: null,
  privately: false,
  lastInboundAt: null,
})
