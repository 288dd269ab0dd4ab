// Runs in the visitor's browser, inlined into the page with its nonce. No dependency, no global but this function.
;(() => {
  const form = document.querySelector('form')
  if (!form) return
  const given = JSON.parse(document.getElementById('given').textContent)
  const { words, key, language, either } = given
  const field = (name) => form.elements.namedItem(name)
  const show = (id, visible) => {
    document.getElementById(id).hidden = !visible
  }
  const focus = (id) => document.getElementById(id).focus()
  let challenge = given.challenge
  let solving = null
  let busy = false
  // The same until it is answered, so a second try is the same message.
  let clientId = newId()

  if (window.parent !== window) document.body.classList.add('embedded')
  const tellHeight = () => {
    if (window.parent !== window) window.parent.postMessage({ resonanzForm: key, height: document.documentElement.scrollHeight }, '*')
  }
  new ResizeObserver(tellHeight).observe(document.querySelector('main'))

  show('steps', true)
  show('contact', false)
  document.getElementById('next').addEventListener('click', () => {
    if (!report(check(false))) return
    show('contact', true)
    show('next-row', false)
    focus('contact-title')
  })
  document.getElementById('back').addEventListener('click', () => {
    show('contact', false)
    show('next-row', true)
    field('question').focus()
  })
  document.getElementById('another').addEventListener('click', () => window.location.reload())
  form.addEventListener('input', () => solve(), { once: true })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (document.getElementById('contact').hidden) return document.getElementById('next').click()
    if (report(check(true))) void send(2)
  })

  function check(all) {
    const problems = []
    const text = (name) => (field(name) ? field(name).value.trim() : '')
    if (text('question').length < 3) problems.push(['question', words.questionMissing])
    if (!all) return problems
    const email = text('email')
    if (email === '' && !(either && text('phone') !== '')) {
      problems.push(['email', either ? words.contactMissingEither : words.contactMissing])
    } else if (email !== '' && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) problems.push(['email', words.emailWrong])
    return problems
  }

  function report(problems) {
    for (const old of form.querySelectorAll('.error')) old.remove()
    for (const input of form.querySelectorAll('[aria-invalid]')) {
      input.removeAttribute('aria-invalid')
      describe(input, null)
    }
    const list = problems.map(([name, message]) => {
      const input = field(name)
      const line = document.createElement('p')
      line.className = 'error'
      line.id = `${name}-error`
      line.textContent = message
      input.after(line)
      input.setAttribute('aria-invalid', 'true')
      describe(input, line.id)
      const item = document.createElement('li')
      const link = document.createElement('a')
      link.href = `#${name}`
      link.textContent = message
      link.addEventListener('click', (event) => {
        event.preventDefault()
        input.focus()
      })
      item.append(link)
      return item
    })
    summary(problems.length === 0 ? null : problems.length === 1 ? words.errorsOne : words.errorsMany, list)
    return problems.length === 0
  }

  function describe(input, errorId) {
    const ids = [input.dataset.hint, errorId].filter(Boolean).join(' ')
    if (ids) input.setAttribute('aria-describedby', ids)
    else input.removeAttribute('aria-describedby')
  }

  function summary(title, items) {
    const box = document.getElementById('summary')
    box.hidden = title === null
    box.replaceChildren()
    if (title === null) return
    const head = document.createElement('p')
    head.style.margin = '0'
    head.textContent = title
    box.append(head)
    if (items.length > 0) {
      const list = document.createElement('ul')
      list.append(...items)
      box.append(list)
    }
    box.focus()
  }

  async function send(tries) {
    if (busy) return
    busy = true
    const button = document.getElementById('send')
    button.setAttribute('aria-disabled', 'true')
    button.textContent = given.sending
    try {
      const answer = await solve()
      const value = (name) => (field(name) && field(name).value.trim() ? { [name]: field(name).value.trim() } : {})
      const response = await fetch(`/api/v1/forms/${encodeURIComponent(key)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          clientId,
          question: field('question').value.trim(),
          ...value('name'),
          ...value('email'),
          ...value('phone'),
          ...value('orderNumber'),
          language,
          website: field('website').value,
          challenge: challenge.token,
          answer,
        }),
      })
      const body = await response.json()
      if (response.ok) return done(body)
      busy = false
      if ((body.code === 'token-expired' || body.code === 'token-invalid') && tries > 0) {
        await renew()
        return await send(tries - 1)
      }
      summary(response.status === 429 ? words.tooMany : response.status >= 500 ? words.failed : words.refused, [])
      button.textContent = words.again
    } catch {
      summary(words.failed, [])
      button.textContent = words.again
    } finally {
      busy = false
      button.removeAttribute('aria-disabled')
    }
  }

  async function renew() {
    const response = await fetch(`/api/v1/forms/${encodeURIComponent(key)}`)
    if (!response.ok) throw new Error('no new puzzle')
    challenge = (await response.json()).challenge
    solving = null
  }

  function done({ number, receipt, verify }) {
    show('form', false)
    show('receipt', true)
    show('verify', verify)
    document.getElementById('number-label').textContent = number === null ? words.receipt : words.number
    document.getElementById('number').textContent = number === null ? receipt : String(number)
    document.getElementById('number-hint').textContent = number === null ? words.receiptHint : words.keep
    clientId = newId()
    focus('thanks')
  }

  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    bytes[6] = (bytes[6] & 0x0f) | 0x40
    bytes[8] = (bytes[8] & 0x3f) | 0x80
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }

  /** Looks for the answer in short turns, so typing stays smooth; begins with the first key. */
  function solve() {
    solving ??= new Promise((resolve) => {
      const { token, bits } = challenge
      let n = 0
      const turn = () => {
        const until = performance.now() + 12
        while (performance.now() < until) {
          for (let i = 0; i < 64; i += 1, n += 1) if (zeroBits(`${token}.${n}`) >= bits) return resolve(String(n))
        }
        setTimeout(turn, 0)
      }
      turn()
    })
    return solving
  }

  /** Zero bits at the start of the SHA-256 of an ASCII text (FIPS 180-4); the browser's own is slow for tiny texts. */
  function zeroBits(text) {
    const words32 = new Int32Array((((text.length + 8) >> 6) + 1) * 16)
    for (let i = 0; i < text.length; i += 1) words32[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8)
    words32[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8)
    words32[words32.length - 1] = text.length * 8
    const state = start.slice()
    const w = new Int32Array(64)
    for (let at = 0; at < words32.length; at += 16) {
      let [a, b, c, d, e, f, g, h] = state
      for (let i = 0; i < 64; i += 1) {
        if (i < 16) w[i] = words32[at + i]
        else {
          const x = w[i - 15]
          const y = w[i - 2]
          const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)
          const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10)
          w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0
        }
        const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + round[i] + w[i]) | 0
        const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
        h = g
        g = f
        f = e
        e = (d + t1) | 0
        d = c
        c = b
        b = a
        a = (t1 + t2) | 0
      }
      const next = [a, b, c, d, e, f, g, h]
      for (let i = 0; i < 8; i += 1) state[i] = (state[i] + next[i]) | 0
    }
    return state[0] === 0 ? 32 : Math.clz32(state[0])
  }
  function turn(value, by) {
    return (value >>> by) | (value << (32 - by))
  }
  var start, round
  ;(() => {
    // The constants are the fractions of the roots of the first primes.
    const primes = []
    for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n)
    const fraction = (x) => ((x - Math.floor(x)) * 0x100000000) | 0
    start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
    round = primes.map((prime) => fraction(Math.cbrt(prime)))
  })()
})()
