/** Keeps of an inline style what only paints and lays out text in its own box; counts what it drops. */
export function cleanStyle(style: string): { style: string; dropped: number } {
  if (style.length > 10_000) return { style: '', dropped: 1 }
  let dropped = 0
  const kept: string[] = []
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':')
    if (colon < 0) continue
    const name = declaration.slice(0, colon).trim().toLowerCase()
    const value = declaration.slice(colon + 1).trim()
    if (value === '') continue
    if (isAllowed(name, value)) kept.push(`${name}:${value}`)
    else dropped++
  }
  return { style: kept.join(';'), dropped }
}

/** No functions but colours, no escapes, no quotes beyond font names: nothing that loads, runs or leaves its box. */
function isAllowed(name: string, value: string): boolean {
  if (!properties.has(name) || value.length > 300 || !/^[\w\s#%.,()'"!/-]*$/.test(value)) return false
  const calls = value.toLowerCase().match(/[a-z-]{1,40}\s*\(/g)
  if (calls?.some((call) => !colours.has(call.replace(/\s*\($/, '')))) return false
  // pulled out of its place a block could cover what stands beside it
  if ((name.startsWith('margin') || name === 'text-indent') && value.includes('-')) return false
  return name !== 'display' || displays.has(value.toLowerCase().replace(/\s*!important$/, ''))
}

const colours = new Set(['rgb', 'rgba', 'hsl', 'hsla'])
const displays = new Set(['block', 'inline', 'inline-block', 'table', 'table-row', 'table-cell', 'list-item', 'none'])
const properties = new Set(
  [
    'background background-color color direction display float clear height width min-width max-width min-height max-height',
    'font font-family font-size font-style font-variant font-weight letter-spacing line-height text-align text-decoration',
    'text-decoration-line text-decoration-color text-indent text-transform vertical-align white-space word-break word-spacing',
    'word-wrap overflow-wrap table-layout empty-cells list-style list-style-type list-style-position visibility',
    'border border-bottom border-collapse border-color border-left border-radius border-right border-spacing border-style',
    'border-top border-width border-top-color border-right-color border-bottom-color border-left-color border-top-style',
    'border-right-style border-bottom-style border-left-style border-top-width border-right-width border-bottom-width border-left-width',
    'margin margin-bottom margin-left margin-right margin-top padding padding-bottom padding-left padding-right padding-top',
  ]
    .join(' ')
    .split(' '),
)
