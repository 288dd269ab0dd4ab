// What the readers of mail, telephone and form share.
import type { Clause } from './reading.ts'

export type Channel = 'email' | 'phone' | 'form'
/** `sure`: an address, a number or a way ("per Mail", "telefonisch"); else a thing somebody must be told to use. */
export type Mention = { channel: Channel; at: number; sure: boolean; isVerb: boolean; hasAddress: boolean }
/** What stands at a word, if it speaks of a way at all. */
export type Seen = { channel: Channel; sure: boolean; isVerb?: boolean; hasAddress?: boolean } | null

export const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))
export const YOURS = set(
  'ihre ihrer ihrem ihren ihr ihres deine deiner deinem deinen dein deines eure euer eurer euren eurem your yours',
)
export const VERB_OBJECTS = set(
  'us our the me support help over in customer them billing it that this your uns unseren die team to through across back copies documents details service directly here a my any photos details',
)

/** "die E-Mail-Adresse unter Profil ändern", "blockieren Sie die Nummer": the thing is changed, nobody is reached by it. */
export function isKept(clause: Clause): boolean {
  return clause.words.some(({ lower }) => CHANGES.test(lower))
}
const CHANGES =
  /^(?:(?:zu)?(?:ge)?ändern|geändert|ändere|aktualisier(?:en|e|t)|hinterleg(?:en|e|t)|bestätig(?:en|e|t)|eintragen|einzutragen|trag|trage|prüf(?:en|e|t)|überprüf(?:en|e)|kontrollier(?:en|e)|anpassen|anzupassen|löschen|blockier(?:en|e)|sperr(?:en|e)|speicher(?:n|e)|ignorier(?:en|e)|change|update|verify|confirm|edit|check|block|save|remove|enter|correct)$/
