import type { ChannelKind, Language, Visibility } from '@resonanz/contracts'

/** What is known beside the words of a draft. */
export type CheckContext = {
  channel: ChannelKind
  audience: Visibility
  /** Of reasons and suggestions. */
  language: Language
  /** The next word is promised with a date beside the text. */
  hasNextUpdate: boolean
  /** The answer closes the case. */
  isSolved: boolean
  isPraise: boolean
  /** The words as they leave, when the program adds something below: read as a whole. */
  whole?: string | undefined
}
