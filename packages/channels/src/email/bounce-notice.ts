/** What one failed recipient's paragraph of a notice says, in lower case with single blanks. */
export type NoticeWords = {
  /** the paragraph about the recipient, addresses left out */
  words: string
  /** from the first reply of a remote server on, '' when none is quoted */
  remote: string
  /** the SMTP step that was refused, '' when the notice does not say */
  step: 'connect' | 'sender' | 'recipient' | 'data' | 'end-of-data' | ''
}

/** Characters of a paragraph that are looked at. */
const paragraphMost = 6_000

/** Reads the words about `recipient` in a notice; the whole notice where paragraphs cannot be told apart. */
export function readNotice(notice: string, recipient: string, diagnostic: string): NoticeWords {
  const paragraph = paragraphAbout(notice, recipient)
  const words = spoken(paragraph)
  return {
    words,
    remote: remoteReply(words),
    step: refusedStep(`${paragraph}\n${diagnostic}`.toLowerCase().slice(0, 20_000)),
  }
}

/** Lower case, single blanks, no addresses: a mailbox called `spam` or `unknown` proves nothing. */
export function spoken(text: string): string {
  return text
    .slice(0, paragraphMost)
    .toLowerCase()
    .replace(/[^\s<>"'(),;:]+/g, (word) => (word.includes('@') ? '' : word))
    .replace(/\s+/g, ' ')
    .trim()
}

/** From the first to the second line that starts with an address, as qmail, Postfix, Exim and their kin write. */
function paragraphAbout(notice: string, recipient: string): string {
  const wanted = recipient.toLowerCase()
  const lines = notice.slice(0, 40_000).split('\n')
  let start = -1
  for (let i = 0; i < lines.length; i++) {
    const address = /^\s{0,8}["<]?([^\s<>"]{1,64}@[^\s<>":]{1,253})[">]?(?=[:\s]|$)/
      .exec(lines[i] ?? '')?.[1]
      ?.toLowerCase()
    if (!address) continue
    if (start < 0 && (wanted === '' || address === wanted)) start = i
    else if (start >= 0 && address !== wanted) return lines.slice(start, i).join('\n')
  }
  return start < 0 ? notice : lines.slice(start).join('\n')
}

/** The other server's own words: what stands behind the first reply code, up to the next step of a transcript. */
function remoteReply(words: string): string {
  const found =
    /(?:^|[\s<:('"])(?:smtp;? ?)?([45][0-5]\d)(?=[ \-:,)])(?! ?(?:bytes|characters|seconds|minutes|hours|days|k|kb|mb)\b)/.exec(
      words,
    )
  if (!found) return ''
  const reply = words.slice(found.index).trim()
  const next = / (?:>>>|<<<) ?/.exec(reply)
  return next ? reply.slice(0, next.index) : reply
}

/** A reply that quotes the recipient answers RCPT: after DATA a server no longer says whom it means. */
function refusedStep(text: string): NoticeWords['step'] {
  if (/in reply to end of data|after (?:the )?end of data|-smtp command\s{0,5}data/.test(text)) return 'end-of-data'
  if (/>>> ?data\s{0,5}\n\s{0,5}<<< ?[45]|in reply to data|after data/.test(text)) return 'data'
  if (
    /in reply to rcpt|after rcpt|>>> ?rcpt|rcpt to:|rcpt to response|rcpt:|smtp:rcpt|\(state 1[34]\)|does not like recipient|recipient address rejected|5\d\d:? <[^\s<>@]{1,64}@[^\s<>]{1,253}>: user unknown/.test(
      text,
    )
  )
    return 'recipient'
  if (/in reply to mail|after mail from|sender was rejected|>>> ?mail from/.test(text)) return 'sender'
  return /after initial connection|while performing the (?:ehlo|helo)|in reply to (?:ehlo|helo)/.test(text)
    ? 'connect'
    : ''
}
