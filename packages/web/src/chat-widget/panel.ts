import type { ChatLine, ChatState } from '@resonanz/contracts'
import { makeComposer } from './composer.ts'
import { el, icon } from './dom.ts'
import { makeLeaving } from './leaving.ts'
import { makeLines } from './lines.ts'
import { type Begin, type Link, newId } from './link.ts'
import { makeMark } from './mark.ts'
import { type Language, momentWords, spanWords, wordsIn } from './words.ts'

const typingShownMs = 6_000

/** The open chat: what is said before a word, the conversation, where to write, and the way out. */
export function makePanel(given: {
  link: Link
  state: ChatState
  language: Language
  begin: Begin
  onClose(): void
  onUnread(count: number): void
}) {
  const { link, state, language } = given
  const w = wordsIn(language)
  const fields: { name?: HTMLInputElement; email?: HTMLInputElement } = {}
  const unread = new Set<string>()
  const body = el('div', { class: 'body' })
  const notice = el('p', { class: 'notice', role: 'status', hidden: true })
  const identity = el('p', { class: 'dim', hidden: true })
  const typing = el('p', { class: 'dim', role: 'status' })
  let typingTimer: ReturnType<typeof setTimeout> | undefined
  const lines = makeLines({
    words: w,
    language,
    company: state.company,
    onChange: () => requestAnimationFrame(() => body.scrollTo({ top: body.scrollHeight })),
    onFile: (file) => void save(file.id, file.name),
  })
  const beginForm = beforeFirst()
  const composer = makeComposer({
    words: w,
    takesFiles: state.takesFiles,
    onFirstKey: link.warm,
    onTyping: (isTyping) => link.tell({ typing: isTyping }),
    upload: (file) => link.upload(file, beginning()),
    onSend(text, files) {
      const clientId = newId()
      const at = new Date().toISOString()
      lines.write(clientId, text, files, at)
      link.say({ clientId, text, files, at }, beginning())
      started()
    },
  })
  const leaving = makeLeaving({
    words: w,
    state,
    link,
    onBack: back,
    onMail: (email) => tell(w.byMailDone(email)),
  })
  const end = el('button', { type: 'button', class: 'quiet', hidden: !link.hasConversation(), onclick: leave }, w.end)
  const footer = el('footer', {}, composer.box)
  body.append(
    el('p', {}, state.greeting[language]),
    ...saidBefore(),
    beginForm,
    identity,
    lines.box,
    typing,
    notice,
    end,
  )
  const box = el(
    'section',
    { class: 'panel', id: 'panel', role: 'dialog', 'aria-labelledby': 'title', hidden: true, onkeydown: keys },
    el(
      'header',
      {},
      state.logo && makeMark(state.logo, state.company, link),
      el('h2', { id: 'title' }, state.title[language]),
      el(
        'button',
        { type: 'button', class: 'icon', 'aria-label': w.close, title: w.close, onclick: given.onClose },
        icon('close'),
      ),
    ),
    body,
    leaving.box,
    footer,
  )

  function keys(event: KeyboardEvent): void {
    if (event.key === 'Escape') given.onClose()
  }

  /** Hours and how long it takes, before anybody writes. */
  function saidBefore(): HTMLElement[] {
    const said: string[] = []
    if (state.isOpen) {
      said.push(w.human)
      if (state.answerWithinMinutes !== null) said.push(w.within(spanWords(state.answerWithinMinutes, w)))
    } else said.push(state.opensAt ? w.closedUntil(momentWords(state.opensAt, language)) : w.closed, w.closedWrite)
    const shown = [el('p', { class: 'dim' }, said.join(' '))]
    if (state.privacyUrl) {
      const link = el('a', { href: state.privacyUrl, target: '_blank', rel: 'noopener noreferrer' }, w.privacy)
      shown.push(el('p', { class: 'dim' }, link))
    }
    return shown
  }

  function beforeFirst(): HTMLElement {
    const box = el('div', { class: 'row', hidden: link.hasConversation() })
    const add = (id: 'name' | 'email', type: string) => {
      const field = el('input', { id, type, maxlength: id === 'name' ? 120 : 254, autocomplete: id })
      const label = el('label', { for: id }, `${w[id]} `, el('span', { class: 'dim' }, `(${w.optional})`))
      fields[id] = field
      box.append(el('div', { class: 'grow' }, label, field))
    }
    if (state.asksName) add('name', 'text')
    if (state.asksMail) add('email', 'email')
    return box
  }

  function beginning(): Begin {
    const name = fields.name?.value.trim()
    const email = fields.email?.value.trim()
    const isWhole = email !== undefined && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)
    return { ...given.begin, ...(name ? { name } : {}), ...(isWhole ? { email } : {}) }
  }

  function started(): void {
    beginForm.hidden = true
    end.hidden = false
  }

  function tell(text: string): void {
    notice.textContent = text
    notice.hidden = text === ''
  }

  async function save(id: string, name: string): Promise<void> {
    try {
      const address = URL.createObjectURL(await link.file(id))
      const anchor = el('a', { href: address, download: name })
      anchor.click()
      setTimeout(() => URL.revokeObjectURL(address), 60_000)
    } catch {
      tell(w.failed)
    }
  }

  function leave(): void {
    link.tell({ gone: true })
    body.hidden = true
    footer.hidden = true
    leaving.show()
  }

  function back(): void {
    link.tell({ gone: false })
    leaving.box.hidden = true
    body.hidden = false
    footer.hidden = false
    composer.focus()
  }

  /** What is shown is read. */
  function read(): void {
    if (box.hidden || document.hidden || unread.size === 0) return
    link.tell({ read: [...unread].slice(-100) })
    unread.clear()
    given.onUnread(0)
  }
  document.addEventListener('visibilitychange', read)

  return {
    box,
    lines,
    open() {
      box.hidden = false
      if (leaving.box.hidden) composer.focus()
      body.scrollTo({ top: body.scrollHeight })
      read()
    },
    add(line: ChatLine) {
      if (line.from === 'visitor') started()
      if (!lines.add(line)) return
      typing.textContent = ''
      unread.add(line.id)
      given.onUnread(unread.size)
      read()
    },
    typing() {
      clearTimeout(typingTimer)
      typing.textContent = w.writes(state.company)
      typingTimer = setTimeout(() => (typing.textContent = ''), typingShownMs)
    },
    online(isOnline: boolean) {
      if (!isOnline) tell(w.offline)
      else if (notice.textContent === w.offline) tell('')
    },
    identity(state: 'none' | 'verified' | 'refused', name: string) {
      identity.hidden = state === 'none'
      identity.textContent = state === 'refused' ? w.refused : name ? w.knownAs(name) : w.known
    },
  }
}
export type Panel = ReturnType<typeof makePanel>
