import { randomInt } from 'node:crypto'
import { capabilitiesOf, type ChannelKind } from '@resonanz/contracts'

/** Kinds into which an item is put where the channel takes it: nobody has to write from outside. */
const takenDirectly: ReadonlySet<ChannelKind> = new Set(['form', 'inlet', 'private-page'])
/** Nobody writes to these; and what others say of us elsewhere nobody can order. */
const untestable: ReadonlySet<ChannelKind> = new Set(['feed', 'firehose', 'found'])
/** Only words that a colleague writes down come in, and these become a case at once. */
const loggedByHand: ReadonlySet<ChannelKind> = new Set(['phone', 'letter', 'visit'])
/** A visitor who waits for an answer calls people to the screen; a private page belongs to a case of its own. */
const neverACase: ReadonlySet<ChannelKind> = new Set(['chat', 'private-page'])

export type Ways = {
  alone: { needsSender: boolean; senders: readonly ChannelKind[]; isPublic: boolean } | null
  byHand: boolean
  asCase: 'never' | 'choice' | 'always'
}

/**
 * How a channel can be tried. By itself: an item put into a form or inlet, a visitor of our own in the chat, a mail from another
 * mailbox of ours, a public post of a second account that names the first. By hand: a person sends a word of one use.
 */
export function waysOf(kind: ChannelKind): Ways | null {
  if (untestable.has(kind)) return null
  return {
    alone: aloneOn(kind),
    byHand: kind !== 'inlet' && kind !== 'private-page',
    asCase: neverACase.has(kind) ? 'never' : loggedByHand.has(kind) ? 'always' : 'choice',
  }
}

function aloneOn(kind: ChannelKind): Ways['alone'] {
  if (takenDirectly.has(kind) || kind === 'chat') return { needsSender: false, senders: [], isPublic: false }
  if (kind === 'email') return { needsSender: true, senders: ['email'], isPublic: false }
  if (capabilitiesOf[kind].publish && capabilitiesOf[kind].reply === 'send')
    return { needsSender: true, senders: [kind], isPublic: true }
  return null
}

export const testTag = 'selbsttest'

/** What a test item says. Whoever reads it knows what it is once the case says so; the words look for an answer. */
export function wordsOf(token: string, language: 'de' | 'en'): { subject: string; text: string } {
  return language === 'de'
    ? {
        subject: `Frage zu Ihren Öffnungszeiten (${token})`,
        text: `Guten Tag,\n\nhaben Sie am kommenden Samstag geöffnet?\n\nVielen Dank\n${token}`,
      }
    : {
        subject: `Question about your opening hours (${token})`,
        text: `Hello,\n\nare you open next Saturday?\n\nThank you\n${token}`,
      }
}

const signs = 'abcdefghjkmnpqrstuvwxyz23456789'
/** A word of one use, short enough to type on a telephone. */
export function handWord(): string {
  const text = Array.from({ length: 8 }, () => signs[randomInt(signs.length)]).join('')
  return `selbsttest-${text.slice(0, 4)}-${text.slice(4)}`
}

/** What the person sends: nothing that anybody has to answer. */
export function handText(word: string, language: 'de' | 'en'): string {
  return language === 'de'
    ? `Test des Kanals, bitte nicht beantworten: ${word}`
    : `Test of this channel, please do not answer: ${word}`
}
