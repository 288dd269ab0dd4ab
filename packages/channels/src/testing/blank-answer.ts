import type { Outgoing } from '../connector.ts'

/** An answer with nothing in it but words; tests say the rest. */
export const blankAnswer: Outgoing = {
  clientToken: 't',
  to: [],
  cc: [],
  subject: '',
  text: 'Es kommt am Montag.',
  html: null,
  inReplyTo: null,
  references: [],
  senderName: null,
  replyToken: null,
  automatic: false,
  language: 'de',
  attachments: [],
  target: null,
}
