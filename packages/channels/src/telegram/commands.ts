import { entitiesOf, wordsOf } from './message-text.ts'
import type { Message } from './shapes.ts'

export type Command = { name: string; argument: string; isForUs: boolean }

/** Wishes of a person that a team sorts by; the words stay as written. */
const wishes: Record<string, string> = {
  mensch: 'hand-over',
  human: 'hand-over',
  agent: 'hand-over',
  hilfe: 'help',
  help: 'help',
  stop: 'stop',
  stopp: 'stop',
}

/** The command a message begins with; in groups it may name another bot. */
export function commandOf(message: Message, username: string): Command | null {
  const { text, entities } = entitiesOf(message)
  const first = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0)
  const words = first ? wordsOf(text, first) : ''
  const [, name, addressee] = /^\/([a-z0-9_]{1,32})(?:@(\w{1,64}))?$/i.exec(words) ?? []
  if (name === undefined) return null
  return {
    name: name.toLowerCase(),
    argument: text.slice(words.length).trim().slice(0, 200),
    isForUs: addressee === undefined || addressee.toLowerCase() === username.toLowerCase(),
  }
}

export function tagsOf(command: Command | null): string[] {
  const wish = command?.isForUs ? wishes[command.name] : undefined
  return wish === undefined ? [] : [wish]
}
