// npm run shots [-- NAME…]: a picture of every screen and its states, in two languages, themes and widths, into shots/.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { deviceOf, type Look, openSample, type Sample, settled } from '../e2e/sample.ts'
import { type Screen, screens } from '../e2e/screens.ts'

const { positionals: names, values } = parseArgs({
  allowPositionals: true,
  options: { language: { type: 'string' }, theme: { type: 'string' }, width: { type: 'string' } },
})
const folder = join(import.meta.dirname, '..', '..', 'shots')

const looks: Look[] = (['de', 'en'] as const)
  .filter((language) => !values.language || language === values.language)
  .flatMap((language) =>
    (['light', 'dark'] as const)
      .filter((theme) => !values.theme || theme === values.theme)
      .flatMap((theme) =>
        [
          { width: 1440, height: 900 },
          { width: 390, height: 844 },
        ]
          .filter(({ width }) => !values.width || String(width) === values.width)
          .map((size) => ({ language, theme, ...size })),
      ),
  )

async function main(): Promise<void> {
  const wished = screens.filter(({ name }) => names.length === 0 || names.some((part) => name.startsWith(part)))
  if (wished.length === 0)
    throw new Error(`No screen of that name. There are: ${screens.map(({ name }) => name).join(', ')}`)
  mkdirSync(folder, { recursive: true })
  const sample = await openSample()
  try {
    const failures: string[] = []
    for (const look of looks) {
      await sample.ask('PATCH', '/api/v1/me/preferences', { language: look.language })
      failures.push(...(await shoot(sample, wished, look)))
    }
    writeFileSync(join(folder, 'index.html'), contactSheet())
    for (const failure of failures) console.error(failure)
    console.log(`${readdirSync(folder).length - 1} pictures: ${join(folder, 'index.html')}`)
    if (failures.length > 0) process.exitCode = 1
  } finally {
    await sample.close()
  }
}

async function shoot(sample: Sample, wished: readonly Screen[], look: Look): Promise<string[]> {
  const failures: string[] = []
  for (const signedOut of [false, true]) {
    const { context, page } = await deviceOf(sample, { ...look, signedIn: !signedOut })
    for (const { name, path, ready, then, wideOnly, signedOut: without } of wished) {
      if (Boolean(without) !== signedOut || (wideOnly && look.width < 1024)) continue
      const file = `${name}.${look.language}.${look.theme}.${look.width}.png`
      try {
        await page.goto(sample.product.url + path(sample.places))
        await settled(page, ready)
        await then?.(page)
        if (then) await settled(page)
      } catch (error) {
        failures.push(`${file}: ${String(error).split('\n')[0]}`)
      }
      await page.screenshot({ path: join(folder, file), animations: 'disabled', caret: 'hide', fullPage: false })
    }
    await context.close()
  }
  return failures
}

function contactSheet(): string {
  const files = readdirSync(folder).filter((name) => name.endsWith('.png'))
  const groups = Map.groupBy(files, (name) => name.split('.')[0]!)
  const sections = [...groups].map(
    ([name, ones]) =>
      `<h2>${name}</h2><div>${ones.map((one) => `<a href="${one}"><img loading="lazy" src="${one}" alt="${one}" title="${one}"></a>`).join('')}</div>`,
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shots</title>
<style>body{font:14px system-ui;margin:24px;background:#ddd}div{display:flex;flex-wrap:wrap;gap:12px}img{height:260px;border:1px solid #999}</style>
<h1>Shots</h1>${sections.join('\n')}</html>
`
}

await main()
