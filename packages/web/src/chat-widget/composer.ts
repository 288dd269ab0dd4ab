import { type ChatFile, chatFileLimits } from '@resonanz/contracts'
import { el, icon } from './dom.ts'
import type { Refused } from './link.ts'
import type { Words } from './words.ts'

const typingEveryMs = 3_000

/** Where the visitor writes: Enter sends, Shift and Enter is a new line. */
export function makeComposer(given: {
  words: Words
  takesFiles: boolean
  onFirstKey(): void
  onTyping(isTyping: boolean): void
  upload(file: File): Promise<ChatFile | Refused>
  onSend(text: string, files: ChatFile[]): void
}) {
  const { words: w } = given
  const files: ChatFile[] = []
  let typedAt = 0
  const wrong = el('p', { class: 'wrong', role: 'status' })
  const chips = el('div', { class: 'chips' })
  const field = el('textarea', {
    id: 'message',
    rows: 1,
    maxlength: 4000,
    oninput: typed,
    onkeydown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
      event.preventDefault()
      send()
    },
  })
  const picker = el('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    accept: chatFileLimits.types.join(','),
    'aria-label': w.attach,
    onchange: () => void attach([...(picker.files ?? [])]),
  })
  const button = (name: 'clip' | 'send', label: string, look: string, onclick: () => void, type = 'button') =>
    el('button', { type, class: `icon ${look}`, 'aria-label': label, title: label, onclick }, icon(name, 20))
  const box = el(
    'form',
    {
      onsubmit: (event: SubmitEvent) => {
        event.preventDefault()
        send()
      },
    },
    chips,
    wrong,
    el(
      'div',
      { class: 'row' },
      el('div', { class: 'grow' }, el('label', { for: 'message' }, w.message), field),
      given.takesFiles ? button('clip', w.attach, 'quiet', () => picker.click()) : null,
      given.takesFiles ? picker : null,
      button('send', w.send, 'main', () => {}, 'submit'),
    ),
  )

  function typed(): void {
    given.onFirstKey()
    field.style.height = 'auto'
    field.style.height = `${Math.min(140, field.scrollHeight + 2)}px`
    const now = Date.now()
    if (now - typedAt < typingEveryMs) return
    typedAt = now
    given.onTyping(field.value !== '')
  }

  function send(): void {
    const text = field.value.trim()
    if (text === '' && files.length === 0) return field.focus()
    given.onSend(text, files.splice(0))
    field.value = ''
    field.style.height = 'auto'
    wrong.textContent = ''
    typedAt = 0
    draw()
    field.focus()
  }

  async function attach(chosen: File[]): Promise<void> {
    picker.value = ''
    for (const file of chosen) {
      if (files.length >= chatFileLimits.maxCount) return say(w.tooManyFiles)
      if (file.size > chatFileLimits.maxBytes) return say(w.fileTooLarge)
      say(w.uploading)
      const taken = await given.upload(file).catch(() => 'closed' as const)
      if (typeof taken === 'string')
        return say(taken === 'too-large' ? w.fileTooLarge : taken === 'wrong-type' ? w.fileWrongType : w.fileFailed)
      files.push(taken)
      say('')
      draw()
    }
    field.focus()
  }

  function say(text: string): void {
    wrong.textContent = text
  }

  function draw(): void {
    chips.replaceChildren(
      ...files.map((file, index) =>
        el(
          'button',
          {
            type: 'button',
            class: 'quiet',
            'aria-label': w.remove(file.name),
            onclick: () => {
              files.splice(index, 1)
              draw()
              field.focus()
            },
          },
          `${file.name} ✕`,
        ),
      ),
    )
  }

  return { box, focus: () => field.focus() }
}
