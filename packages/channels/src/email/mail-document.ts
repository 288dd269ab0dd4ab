import { escapeHtml } from './escape-html.ts'

export type MailDocumentOptions = {
  /** BCP 47 language of the text, for hyphenation and screen readers */
  language?: string
  /** title of the frame, shown to screen readers only */
  title?: string
}

/**
 * The document for the sandboxed frame around cleaned HTML. Its own policy forbids everything but inline styles and
 * pictures from our own address, so that even a hole in the cleaning reaches nothing.
 */
export function mailDocument(cleanHtml: string, options: MailDocumentOptions = {}): string {
  const language = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(options.language ?? '')
    ? ` lang="${options.language}"`
    : ''
  return `<!doctype html>
<html${language}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(options.title ?? '')}</title>
<style>${sheet}</style>
</head>
<body>${cleanHtml}</body>
</html>
`
}

/** In the dark a mail that brings its own colours keeps the light paper they were made for. */
const sheet = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c2024; --link: #0b62c4; --quiet: #60646c; --line: #d9dde3 }
@media (prefers-color-scheme: dark) { :root { --paper: #17191c; --ink: #e6e8eb; --link: #7db7ff; --quiet: #a0a6ae; --line: #363a40 } }
@media (prefers-color-scheme: dark) { :root:has([bgcolor], [style*="background"], [style*="color"], font[color]) { color-scheme: light; --paper: #fff; --ink: #1c2024; --link: #0b62c4; --quiet: #60646c; --line: #d9dde3 } }
html { background: var(--paper) }
body { margin: 0; padding: 12px 16px; color: var(--ink); background: var(--paper); font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; overflow-wrap: anywhere }
a { color: var(--link) }
img { max-width: 100%; height: auto }
img[data-remote-src] { display: inline-block; min-width: 16px; min-height: 16px; outline: 1px dashed var(--line); outline-offset: -1px }
table { max-width: 100% }
pre { white-space: pre-wrap }
blockquote { margin: 8px 0; padding: 0 0 0 12px; border-left: 2px solid var(--line); color: var(--quiet) }
`
