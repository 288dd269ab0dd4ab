// Is this code ours? Says whose it is, nothing else.
const { words, language } = JSON.parse(document.getElementById('given').textContent)
const form = document.querySelector('form')
const outcome = document.getElementById('outcome')

function tell(text, isGood) {
  outcome.className = isGood ? 'done' : 'summary'
  outcome.textContent = text
  outcome.hidden = false
  outcome.focus()
}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  try {
    const response = await fetch('/api/v1/public/private-page-check', {
      method: 'POST',
      headers: { 'x-resonanz-page': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ code: document.getElementById('code').value }),
    })
    if (response.status === 429) return tell(words.tooMany, false)
    if (!response.ok) return tell(words.failed, false)
    const answer = await response.json()
    if (!answer.isOurs) return tell(words.notOurs, false)
    const at = new Date(answer.at).toLocaleDateString(language === 'de' ? 'de-DE' : 'en-GB', { dateStyle: 'long' })
    tell(words.ours.replace('{company}', () => answer.company).replace('{at}', at), true)
  } catch {
    tell(words.failed, false)
  }
})
