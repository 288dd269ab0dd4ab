type Attributes = Record<string, string | boolean | number | ((event: never) => void) | undefined>

/** An element by its tag, attributes (`on…` listen) and children; texts are texts, never markup. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string | null)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    if (typeof value === 'function') made.addEventListener(name.slice(2), value as unknown as EventListener)
    else made.setAttribute(name, value === true ? '' : String(value))
  }
  made.append(...children.filter((child) => child !== null))
  return made
}

const drawings = {
  chat: 'M4 5h16v11H9l-5 4z',
  close: 'M6 6l12 12M18 6L6 18',
  clip: 'M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 5 5l-8.5 8.5a1.8 1.8 0 0 1-2.5-2.5L15 7',
  send: 'M4 12l16-8-6 16-3-7z',
} as const

export function icon(name: keyof typeof drawings, size = 24): SVGSVGElement {
  const of = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(of, 'svg')
  const path = document.createElementNS(of, 'path')
  const set = (on: Element, values: Record<string, string>) => {
    for (const [key, value] of Object.entries(values)) on.setAttribute(key, value)
  }
  set(svg, { viewBox: '0 0 24 24', width: String(size), height: String(size), 'aria-hidden': 'true', fill: 'none' })
  set(path, {
    d: drawings[name],
    stroke: 'currentColor',
    'stroke-width': '2',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  })
  svg.append(path)
  return svg
}
