import { capabilitiesOf, capabilitiesWith, mostBytesFor, type OwnLimits, type Thread } from '@resonanz/contracts'

type Limits = Pick<(typeof capabilitiesOf)['email'], 'maxLength' | 'attachments'>

/** What an answer in this thread may hold; `own`: what the network says of our account. A form is answered by mail; what is only logged has the channel's own limits. */
export function limitsOf(thread: Pick<Thread, 'channel' | 'reply'>, own: OwnLimits | null = null): Limits {
  const byMail = thread.reply === 'send' && (thread.channel === 'email' || thread.channel === 'form')
  return byMail ? capabilitiesOf.email : capabilitiesWith(thread.channel, own)
}

export type Left = { left: number; total: number }

/** How much may still be written, in the unit the channel counts in; null where no limit matters. */
export function lengthLeft(text: string, maxLength: Limits['maxLength']): Left | null {
  if (!maxLength) return null
  return { left: maxLength.count - lengthIn(text, maxLength.unit), total: maxLength.count }
}

/** Is it worth saying? Near the end, or on channels that are short anyway. */
export function isWorthSaying({ left, total }: Left): boolean {
  return total <= 5_000 || left <= total * 0.1
}

export function lengthIn(text: string, unit: 'characters' | 'utf16' | 'graphemes' | 'bytes' | 'weighted'): number {
  if (unit === 'bytes') return new TextEncoder().encode(text).length
  if (unit === 'utf16') return text.length
  if (unit === 'characters' || unit === 'weighted') return [...text].length
  return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].length
}

export type FileProblem = 'wrongType' | 'tooLarge' | 'tooMany' | 'tooLargeTogether' | 'noFiles'

/** Why a file cannot go along; null when it can. Sizes in bytes. */
export function fileProblem(
  size: number,
  others: { size: number }[],
  attachments: Limits['attachments'],
  type?: string,
): FileProblem | null {
  if (!attachments) return 'noFiles'
  if (type && attachments.types && !attachments.types.includes(type)) return 'wrongType'
  if (size > mostBytesFor(attachments, type)) return 'tooLarge'
  if (others.length >= attachments.maxCount) return 'tooMany'
  const together = others.reduce((sum, file) => sum + file.size, size)
  return together > attachments.maxBytesTogether ? 'tooLargeTogether' : null
}
