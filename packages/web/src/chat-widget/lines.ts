import type { ChatFile, ChatLine } from '@resonanz/contracts'
import { el } from './dom.ts'
import { clockWords, type Language, type Words } from './words.ts'

type Mine = { item: HTMLElement; meta: HTMLElement; at: string; state: 'sending' | 'sent' | 'seen' | 'notSent' }

/** The conversation as it is shown; every line once, by its id or the one it got here. */
export function makeLines(given: {
  words: Words
  language: Language
  company: string
  onFile(file: ChatFile): void
  onChange(): void
}) {
  const { words: w, language } = given
  const list = el('ol')
  const box = el('div', { role: 'log', 'aria-live': 'polite', 'aria-label': w.log, tabindex: 0 }, list)
  const known = new Set<string>()
  const mine = new Map<string, Mine>()
  let seenAt = ''

  function filesOf(files: readonly ChatFile[]): HTMLElement | null {
    if (files.length === 0) return null
    const buttons = files.map((file) =>
      el(
        'button',
        { type: 'button', class: 'quiet', 'aria-label': w.download(file.name), onclick: () => given.onFile(file) },
        file.name,
      ),
    )
    return el('div', { class: 'files' }, ...buttons)
  }

  function draw(line: Pick<ChatLine, 'from' | 'name' | 'text' | 'files' | 'at'>): {
    item: HTMLElement
    meta: HTMLElement
  } {
    const isMine = line.from === 'visitor'
    const who = isMine ? w.you : line.name || given.company
    const meta = el('span', { class: 'meta' }, `${isMine ? '' : `${who} · `}${clockWords(line.at, language)}`)
    const bubble = el('span', { class: 'bubble' }, el('span', { class: 'away' }, `${who}: `), line.text)
    const item = el('li', isMine ? { class: 'mine' } : {}, bubble, filesOf(line.files), meta)
    const after = [...list.children].findLast((other) => (other as HTMLElement).dataset.at! <= line.at)
    item.dataset.at = line.at
    if (after) after.after(item)
    else list.prepend(item)
    given.onChange()
    return { item, meta }
  }

  function mark(entry: Mine): void {
    const isSeen = entry.state === 'sent' && entry.at <= seenAt
    const sign = { sending: '', sent: '✓ ', seen: '✓✓ ', notSent: '! ' }[isSeen ? 'seen' : entry.state]
    entry.meta.textContent = `${clockWords(entry.at, language)} · ${sign}${w[isSeen ? 'seen' : entry.state]}`
    entry.meta.classList.toggle('wrong', entry.state === 'notSent')
  }

  return {
    box,
    /** What was just written here, before anybody has it. */
    write(clientId: string, text: string, files: readonly ChatFile[], at: string): void {
      if (mine.has(clientId)) return
      const entry: Mine = {
        ...draw({ from: 'visitor', name: null, text, files: [...files], at }),
        at,
        state: 'sending',
      }
      mine.set(clientId, entry)
      mark(entry)
    },
    /** A line of the server. True: new here, and ours. */
    add(line: ChatLine): boolean {
      if (line.clientId !== null) {
        const before = mine.get(line.clientId)
        if (before) before.state = 'sent'
        else mine.set(line.clientId, { ...draw(line), at: line.at, state: 'sent' })
        mark(mine.get(line.clientId)!)
        return false
      }
      if (known.has(line.id)) return false
      known.add(line.id)
      draw(line)
      return true
    },
    settle(clientId: string, state: 'sent' | 'notSent'): void {
      const entry = mine.get(clientId)
      if (!entry) return
      entry.state = state
      mark(entry)
    },
    seen(at: string): void {
      if (at <= seenAt) return
      seenAt = at
      for (const entry of mine.values()) mark(entry)
    },
  }
}
