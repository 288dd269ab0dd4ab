export { readBounce } from './bounce.ts'
export { type ComposedMail, composeMail, type OutgoingMail } from './compose.ts'
export { type CleanHtml, type CleanHtmlOptions, cleanMailHtml } from './html.ts'
export { htmlToText } from '../kit/html-text.ts'
export { type MailJson, mailToJson } from './json.ts'
export { isLoop, type LoopKnowledge, type LoopReason, loopReason } from './loop.ts'
export { type MailDocumentOptions, mailDocument } from './mail-document.ts'
export { parseMail } from './parse.ts'
export {
  checkMessageId,
  checkReplyToken,
  mintMessageId,
  mintReplyToken,
  type ReplyToken,
  replyAddress,
} from './reply-token.ts'
export { caseNumberIn, normalSubject, replySubject } from './subject.ts'
export { type ThreadKey, type ThreadOptions, threadKeys } from './threading.ts'
export {
  type BounceReason,
  defaultMailLimits,
  type MailAddress,
  type MailAttachment,
  type MailBounce,
  type MailFlag,
  type MailHeaders,
  type MailKind,
  type MailLimits,
  MailTooComplex,
  type ParsedMail,
} from './types.ts'
