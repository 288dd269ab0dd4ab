// The private page and the page of a concern: no library, nothing kept in the browser but the cookie.
const given = JSON.parse(document.getElementById('given').textContent)
const { words } = given
const outcome = document.getElementById('outcome')
const summary = document.getElementById('summary')
const form = document.getElementById('send')?.closest('form')
const openButton = document.getElementById('open')
const headers = { 'x-resonanz-page': '1' }
let clientKey = crypto.randomUUID ? crypto.randomUUID() : fallbackKey()

function fallbackKey() {
  const b = crypto.getRandomValues(new Uint8Array(16))
  b[6] = (b[6] & 15) | 64
  b[8] = (b[8] & 63) | 128
  const h = Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('')
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`
}

function tell(text, isGood) {
  outcome.className = isGood ? 'done' : 'summary'
  outcome.textContent = text
  outcome.hidden = false
  outcome.focus()
}

async function problemOf(response) {
  try {
    return await response.json()
  } catch {
    return {}
  }
}

function wordsFor(status, code) {
  if (status === 429) return words.tooMany
  if (status === 409) return words.otherBrowser
  if (status === 413) return words.tooLarge
  if (status === 404 || code === 'token-invalid') return words.over
  return words.failed
}

if (openButton) {
  openButton.addEventListener('click', async (event) => {
    event.preventDefault()
    if (openButton.getAttribute('aria-disabled') === 'true') return
    openButton.setAttribute('aria-disabled', 'true')
    try {
      const response = await fetch(`/api/v1/public/private-pages/${given.token}/open`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: '{}',
      })
      if (response.ok) return location.reload()
      tell(wordsFor(response.status, (await problemOf(response)).code), false)
    } catch {
      tell(words.failed, false)
    }
    openButton.removeAttribute('aria-disabled')
  })
}

if (form) {
  const send = document.getElementById('send')
  const partly = document.getElementById('partly')
  const fields = [...form.querySelectorAll('[name]:not([name^="w:"])')]

  const clear = () => {
    summary.hidden = true
    if (partly) partly.hidden = true
    for (const field of fields) {
      field.removeAttribute('aria-invalid')
      document.getElementById(`${field.id}-error`)?.remove()
      if (field.dataset.hint) field.setAttribute('aria-describedby', field.dataset.hint)
      else field.removeAttribute('aria-describedby')
    }
  }
  const showErrors = (errors) => {
    const list = document.createElement('ul')
    for (const { field, text } of errors) {
      field.setAttribute('aria-invalid', 'true')
      const error = document.createElement('p')
      error.className = 'error'
      error.id = `${field.id}-error`
      error.textContent = text
      field.after(error)
      field.setAttribute('aria-describedby', [field.dataset.hint, error.id].filter(Boolean).join(' '))
      const item = document.createElement('li')
      const link = document.createElement('a')
      link.href = `#${field.id}`
      link.textContent = form.querySelector(`label[for="${field.id}"]`).firstChild.textContent.trim()
      link.addEventListener('click', (event) => {
        event.preventDefault()
        field.focus()
      })
      item.append(link)
      list.append(item)
    }
    summary.replaceChildren(words.errors, list)
    summary.hidden = false
    summary.focus()
  }
  const isEmpty = (field) => (field.type === 'file' ? field.files.length === 0 : field.value.trim() === '')

  const submit = async (evenPartly) => {
    if (send.getAttribute('aria-disabled') === 'true') return
    clear()
    outcome.hidden = true
    const text = document.getElementById('words').value
    if (fields.every(isEmpty) && text.trim() === '') return tell(words.nothing, false)
    const required = fields.filter((field) => field.required && isEmpty(field))
    if (required.length > 0 && !evenPartly && !fields.every(isEmpty)) {
      showErrors(required.map((field) => ({ field, text: words.required })))
      if (partly) partly.hidden = false
      return
    }
    const body = new FormData()
    const answers = {}
    for (const field of fields) if (field.type !== 'file' && !isEmpty(field)) answers[field.name] = field.value
    body.append('data', JSON.stringify({ clientKey, words: text, answers }))
    for (const field of fields)
      if (field.type === 'file' && !isEmpty(field)) body.append(`file:${field.name}`, field.files[0], field.files[0].name)
    const label = send.textContent
    send.setAttribute('aria-disabled', 'true')
    send.textContent = words.sending
    try {
      const response = await fetch(`/api/v1/public/private-pages/${given.token}/send`, { method: 'POST', headers, body })
      const answer = await problemOf(response)
      if (response.ok) {
        clientKey = fallbackKey()
        const rest = answer.missing === 1 ? words.missingOne : words.missingMany.replace('{n}', answer.missing)
        sessionDone(answer.missing > 0 ? `${words.done} ${rest}` : words.done)
      } else if (answer.code === 'invalid-input' && answer.extra?.wrong) {
        const texts = { 'too-long': words.tooLong, 'file-type': words.fileType }
        showErrors(
          answer.extra.wrong.flatMap(({ key, code }) => {
            const field = fields.find((one) => one.name === key)
            return field ? [{ field, text: texts[code] ?? words.wrong }] : []
          }),
        )
      } else tell(wordsFor(response.status, answer.code), false)
    } catch {
      tell(words.failed, false)
    }
    send.removeAttribute('aria-disabled')
    send.textContent = label
  }

  /** What was given is not shown again: its fields go, the thanks stay. */
  const sessionDone = (text) => {
    for (const field of fields) if (!isEmpty(field)) field.closest('.field').remove()
    for (const field of fields.splice(0)) if (field.isConnected) fields.push(field)
    if (fields.length === 0) document.getElementById('asked')?.remove()
    document.getElementById('words').value = ''
    tell(text, true)
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void submit(false)
  })
  partly?.addEventListener('click', () => void submit(true))
}
