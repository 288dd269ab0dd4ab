/** How keys are read. Pure: no document, no registry. Rules: compare `event.key`, never AltGr, Ctrl+Alt or Alt+letter. */

export type KeyPress = {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  isComposing?: boolean
  getModifierState?: (name: string) => boolean
}

/**
 * The written form of a press (`j`, `Shift+j`, `?`, `Mod+k`, `Mod+Shift+Enter`, `ArrowDown`), or null where a press
 * is text or belongs to the system: AltGr (Ctrl+Alt on Windows), Alt, dead keys, input methods.
 */
export function strokeOf(press: KeyPress, apple: boolean): string | null {
  if (press.isComposing || press.altKey || press.getModifierState?.('AltGraph')) return null
  if (['Dead', 'Process', 'Unidentified', 'Shift', 'Control', 'Meta', 'Alt', 'AltGraph'].includes(press.key))
    return null
  const mod = apple ? press.metaKey : press.ctrlKey
  const foreign = apple ? press.ctrlKey : press.metaKey
  if (foreign) return null
  const single = [...press.key].length === 1
  const letter = single && press.key.toLowerCase() !== press.key.toUpperCase()
  const name = letter ? press.key.toLowerCase() : press.key
  // Signs such as ? and # need Shift on some layouts and not on others: the sign alone counts.
  const shift = press.shiftKey && (letter || !single)
  return `${mod ? 'Mod+' : ''}${shift ? 'Shift+' : ''}${name === ' ' ? 'Space' : name}`
}

/** `mod+K` → `Mod+k`; sequences keep their blank: `G i` → `g i`. */
export function normaliseKey(key: string): string {
  return key.split(' ').map(normaliseStroke).join(' ')
}

function normaliseStroke(stroke: string): string {
  if (stroke === '+' || stroke.length === 1) return stroke.toLowerCase()
  const parts = stroke.endsWith('++') ? [...stroke.slice(0, -2).split('+'), '+'] : stroke.split('+')
  const name = parts.at(-1) ?? ''
  const has = (word: string) => parts.slice(0, -1).some((part) => part.toLowerCase() === word)
  const plain = [...name].length === 1 ? name.toLowerCase() : name
  return `${has('mod') ? 'Mod+' : ''}${has('shift') ? 'Shift+' : ''}${plain}`
}

/** A key of one character without Ctrl/Cmd: what WCAG 2.1.4 wants switchable. */
export function isSingleKey(key: string): boolean {
  return key.split(' ').some((stroke) => [...stroke.replace(/^Shift\+/, '')].length === 1)
}

/** May this key be chosen by a person? Signs that need AltGr on German keyboards may not. */
export function isAllowedKey(key: string): boolean {
  return key !== '' && !/Alt/i.test(key) && !/[@[\]{}\\|~€]/.test(key)
}

const SEQUENCE_MS = 1200

/** Reads presses one after another and says which key (with sequences such as `g i`) they make. */
export function createKeyReader() {
  let pending = ''
  let pendingAtMs = 0
  return function read(stroke: string, atMs: number, known: (key: string) => 'key' | 'start' | null): string | null {
    const start = pending && atMs - pendingAtMs <= SEQUENCE_MS ? pending : ''
    pending = ''
    for (const key of start ? [`${start} ${stroke}`, stroke] : [stroke]) {
      const kind = known(key)
      if (kind === 'key') return key
      if (kind === 'start') {
        pending = key
        pendingAtMs = atMs
        return null
      }
    }
    return null
  }
}

const symbols: Record<string, string> = {
  Enter: '⏎',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Backspace: '⌫',
}
const germanNames: Record<string, string> = { Mod: 'Strg', Space: 'Leertaste', Shift: '⇧' }
const englishNames: Record<string, string> = { Mod: 'Ctrl', Space: 'Space', Shift: '⇧' }

/** Caps to draw for a key: `Mod+k` → ['Strg', 'K'], ['Ctrl', 'K'] or ['⌘', 'K']; `g i` → ['G', 'I']. */
export function keyCaps(key: string, language: 'de' | 'en', apple: boolean): string[] {
  const names = language === 'de' ? germanNames : englishNames
  return normaliseKey(key)
    .split(' ')
    .flatMap((stroke) => (stroke === '+' ? ['+'] : stroke.split('+').filter(Boolean)))
    .map((part) => (part === 'Mod' && apple ? '⌘' : (names[part] ?? symbols[part] ?? capital(part))))
}

/** For `aria-keyshortcuts`. */
export function ariaKey(key: string, apple: boolean): string {
  return normaliseKey(key).replace('Mod', apple ? 'Meta' : 'Control')
}

function capital(part: string): string {
  return part === 'ß' ? part : part.length === 1 ? part.toUpperCase() : part
}
