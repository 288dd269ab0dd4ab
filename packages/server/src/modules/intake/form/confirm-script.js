// The page behind the link of the verification mail: a click confirms, so that programs that open links do not.
;(() => {
  const { token, words } = JSON.parse(document.getElementById('given').textContent)
  const button = document.getElementById('confirm')
  const outcome = document.getElementById('outcome')
  button.hidden = false
  button.addEventListener('click', async () => {
    button.setAttribute('aria-disabled', 'true')
    try {
      const response = await fetch(`/api/v1/forms/verify/${encodeURIComponent(token)}`, { method: 'POST' })
      const body = await response.json()
      if (response.ok) {
        button.hidden = true
        tell(`${words.done} ${words.doneNumber} ${body.number}`, true)
      } else tell(body.code === 'token-expired' ? words.expired : body.code === 'token-invalid' ? words.wrong : words.failed, false)
    } catch {
      tell(words.failed, false)
    } finally {
      button.removeAttribute('aria-disabled')
    }
  })
  function tell(text, good) {
    outcome.className = good ? 'done' : 'summary'
    outcome.textContent = text
    outcome.hidden = false
    outcome.focus()
  }
})()
