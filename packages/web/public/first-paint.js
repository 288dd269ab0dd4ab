// Runs before the first paint, as a file of its own because the content security policy refuses inline scripts:
// sets theme, density and language from what this device remembers, so nothing flashes.
;(() => {
  const root = document.documentElement
  let theme = 'auto'
  let remembered = {}
  try {
    theme = localStorage.getItem('resonanz.theme') || 'auto'
    remembered = JSON.parse(localStorage.getItem('resonanz.preferences') || '{}')
  } catch {
    // Storage may be blocked; the defaults serve.
  }
  const dark = theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  root.setAttribute('data-density', remembered.density || 'normal')
  root.lang = String(remembered.language || navigator.language || 'de').startsWith('en') ? 'en' : 'de'
})()
