// Addresses in a feed are often relative: to xml:base, the feed's page, or where the feed was fetched.

/** Absolute address, or the text as given when no base makes it absolute. Null for nothing. */
export function resolveUrl(text: string | null, base: string | null): string | null {
  const url = text?.trim() ?? ''
  if (url === '' || url.length > 8_000) return null
  if (/^[a-z][a-z\d+.-]*:/i.test(url) || base === null) return url
  try {
    return new URL(url, base).href
  } catch {
    return url
  }
}

/** The base in force inside an element that names its own. */
export function nestBase(own: string | null, outer: string | null): string | null {
  if (own === null || own.trim() === '') return outer
  return resolveUrl(own, outer)
}

export function isAbsolute(url: string | null): url is string {
  return url !== null && /^https?:\/\//i.test(url)
}

/** Makes links and pictures inside markup absolute. For display only after the sanitiser, which judges the schemes. */
export function rebaseHtml(html: string, base: string | null): string {
  if (base === null || !html.includes('<')) return html
  return html.replace(
    /(<[a-z][^<>]{0,4000}?\s(?:href|src|cite|action|longdesc|poster|background|data)=)(?:"([^"<>]{0,4000})"|'([^'<>]{0,4000})')/gi,
    (_, head: string, double?: string, single?: string) => `${head}"${resolveUrl(double ?? single ?? '', base) ?? ''}"`,
  )
}
