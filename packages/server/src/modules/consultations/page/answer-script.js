// The page behind the link of a question. A key per page makes two clicks one answer.
;(() => {
  const { token, words } = JSON.parse(document.getElementById('given').textContent)
  const clientKey = crypto.randomUUID ? crypto.randomUUID() : uuid()
  const form = document.querySelector('form')
  const field = document.getElementById('answer')
  const button = document.getElementById('send')
  const outcome = document.getElementById('outcome')
  const label = button.textContent
  let isSending = false
  form.hidden = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (isSending) return
    const text = field.value.trim()
    field.toggleAttribute('aria-invalid', false)
    if (!text) {
      field.setAttribute('aria-invalid', 'true')
      return tell(words.missing, false, field)
    }
    isSending = true
    button.setAttribute('aria-disabled', 'true')
    button.textContent = words.sending
    try {
      const response = await fetch(`/api/v1/consultation-links/${encodeURIComponent(token)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text, clientKey }),
      })
      if (response.ok) {
        form.hidden = true
        tell(words.done, true)
      } else tell(response.status === 404 ? words.wrong : response.status === 429 ? words.tooMany : words.failed, false)
    } catch {
      tell(words.failed, false)
    } finally {
      isSending = false
      button.removeAttribute('aria-disabled')
      button.textContent = label
    }
  })
  function tell(text, good, focus = outcome) {
    outcome.className = good ? 'done' : 'summary'
    outcome.textContent = text
    outcome.hidden = false
    focus.focus()
  }
  // Pages without https have no randomUUID.
  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    bytes[6] = (bytes[6] & 0x0f) | 0x40
    bytes[8] = (bytes[8] & 0x3f) | 0x80
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
})()
