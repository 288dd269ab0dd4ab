import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

type Program = { executablePath: string; env?: Record<string, string> }

/** Without these Chromium tries to reach its maker's servers at every start. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--font-render-hinting=none',
]

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/**
 * A headless Chromium: RESONANZ_CHROMIUM (a path, or `packaged`), else the system's, else the one inside the npm
 * package, unpacked once. Without sandbox, as root has none and a bare machine often neither: for our own pages only.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const wish = process.env.RESONANZ_CHROMIUM
  const system = wish ? undefined : SYSTEM_BROWSERS.find((path) => existsSync(path))
  if (wish && wish !== 'packaged') return launch({ executablePath: wish }, options)
  return launch(system ? { executablePath: system } : await packagedBrowser(), options)
}

async function launch(program: Program, options: LaunchOptions): Promise<Browser> {
  const { LD_PRELOAD: anotherClock, ...env } = process.env as Record<string, string>
  const browser = await chromium.launch({
    ...options,
    executablePath: program.executablePath,
    args: [...QUIET, ...(options.args ?? [])],
    env: { ...env, ...program.env },
  })
  return anotherClock ? withOurTime(browser) : browser
}

/** Chromium does not live with a clock laid under it (tests/at-hour.ts), so its pages get the time of the tests. */
function withOurTime(browser: Browser): Browser {
  const newContext = browser.newContext.bind(browser)
  const aheadMs = Number.parseInt(process.env.FAKETIME ?? '0', 10) * 1_000
  browser.newContext = async (options) => {
    const context = await newContext(options)
    await context.addInitScript({
      content: `globalThis.Date = new Proxy(Date, {
        construct: (real, given) => (given.length > 0 ? new real(...given) : new real(real.now() + ${aheadMs})),
        get: (real, name) => (name === 'now' ? () => real.now() + ${aheadMs} : Reflect.get(real, name)),
      })`,
    })
    return context
  }
  return browser
}

/** The browser of @sparticuz/chromium with the libraries and fonts it brings for machines that have none. */
async function packagedBrowser(): Promise<Program> {
  const folder = await unpacked()
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter)
  const fonts = existsSync('/etc/fonts/fonts.conf') ? '/etc/fonts' : join(folder, 'fonts')
  return { executablePath: join(folder, 'chromium'), env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: fonts } }
}

/** The package unpacks into the shared temporary folder under fixed names; this gives each user a folder of her own. */
async function unpacked(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const packageDir = dirname(dirname(entry))
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as {
    version: string
  }
  const home = cacheHome()
  const folder = join(home, `chromium-${version}`)
  if (existsSync(folder)) return folder
  const fresh = await mkdtemp(join(home, 'chromium-new-'))
  const files = ['chromium', 'fonts.tar', 'swiftshader.tar', 'al2023.tar'].map((name) => `${name}.br`)
  const script = `
    import { inflate } from ${JSON.stringify(entry)}
    await Promise.all(process.argv.slice(1).map(inflate))`
  const paths = files.map((name) => join(packageDir, 'bin', name))
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script, ...paths], {
    env: { TMPDIR: fresh },
  })
  // Two test files at once: the first rename wins.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }))
  return folder
}

function cacheHome(): string {
  const inPackages = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'resonanz')
  try {
    mkdirSync(inPackages, { recursive: true })
    accessSync(inPackages, constants.W_OK)
    return inPackages
  } catch {
    const uid = process.getuid?.() ?? 0
    const own = join(tmpdir(), `resonanz-cache-${uid}`)
    mkdirSync(own, { recursive: true, mode: 0o700 })
    // What runs from here must not be another user's.
    if (statSync(own).uid !== uid) throw new Error(`${own} belongs to somebody else.`)
    return own
  }
}
