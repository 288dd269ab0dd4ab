// Puts the form into a foreign page: an async script element with this address shows it in its place,
// data-mode="button" with data-label="…" a button that opens it.
;(() => {
  const script = document.currentScript || document.querySelector('script[src*="/f/__KEY__/embed.js"]')
  const home = new URL(script.src).origin
  const language = script.dataset.lang || document.documentElement.lang.slice(0, 2)
  const frame = document.createElement('iframe')
  frame.src = `${home}/f/__KEY__${language === 'de' || language === 'en' ? `?lang=${language}` : ''}`
  frame.title = script.dataset.title || '__TITLE__'
  frame.style.cssText = 'width:100%;border:0;min-height:420px;color-scheme:light dark;background:transparent'
  frame.loading = 'lazy'
  window.addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || event.origin !== home) return
    const height = event.data && event.data.resonanzForm === '__KEY__' ? Number(event.data.height) : 0
    if (height > 0 && height < 10000) frame.style.height = `${Math.ceil(height)}px`
  })
  if (script.dataset.mode !== 'button') return place(frame)
  const dialog = document.createElement('dialog')
  dialog.setAttribute('aria-label', frame.title)
  dialog.style.cssText =
    'width:min(42rem,calc(100vw - 2rem));max-height:calc(100vh - 2rem);padding:0;border:0;border-radius:16px;box-shadow:0 16px 48px rgb(16 24 40/.3)'
  const close = document.createElement('button')
  close.type = 'button'
  close.textContent = language === 'en' ? 'Close' : 'Schließen'
  close.style.cssText = 'float:right;margin:12px;min-height:44px;padding:0 16px;font:inherit'
  close.addEventListener('click', () => dialog.close())
  dialog.append(close, frame)
  const open = document.createElement('button')
  open.type = 'button'
  open.textContent = script.dataset.label || frame.title
  open.addEventListener('click', () => dialog.showModal())
  place(open, dialog)

  /** Beside the script; at the end of the page where the script stands in its head. */
  function place(...nodes) {
    if (!script.closest('head')) return script.after(...nodes)
    if (document.body) return document.body.append(...nodes)
    document.addEventListener('DOMContentLoaded', () => document.body.append(...nodes))
  }
})()
