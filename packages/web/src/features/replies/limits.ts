import { capabilitiesOf, type Thread } from '@resonanz/contracts'

type Limits = Pick<(typeof capabilitiesOf)['email'], 'maxLength' | 'attachments'>

/** What an answer in this thread may hold. A form is answered by mail; what is only logged has the channel's own limits. */
export function limitsOf(thread: Pick<Thread, 'channel' | 'reply'>): Limits {
  return capabilitiesOf[thread.reply === 'send' ? 'email' : thread.channel]
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

export function lengthIn(text: string, unit: 'characters' | 'graphemes' | 'bytes'): number {
  if (unit === 'bytes') return new TextEncoder().encode(text).length
  if (unit === 'characters') return [...text].length
  return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].length
}

export type FileProblem = 'tooLarge' | 'tooMany' | 'tooLargeTogether' | 'noFiles'

/** Why a file cannot go along; null when it can. Sizes in bytes. */
export function fileProblem(
  size: number,
  others: { size: number }[],
  attachments: Limits['attachments'],
): FileProblem | null {
  if (!attachments) return 'noFiles'
  if (size > attachments.maxBytesEach) return 'tooLarge'
  if (others.length >= attachments.maxCount) return 'tooMany'
  const together = others.reduce((sum, file) => sum + file.size, size)
  return together > attachments.maxBytesTogether ? 'tooLargeTogether' : null
}
