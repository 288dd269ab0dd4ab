import { posix } from 'node:path'

/** `path` from the root of the repository, with forward slashes. */
export type Source = { path: string; text: string }
/** The `imports` of each package's package.json, by the package's folder name. */
export type Aliases = Record<string, Record<string, string>>

type Import = { from: string; specifier: string; to: string | undefined }

/** Loaded by who counts words only: behind the front door the web would carry it from its first screen on. */
const SIDE_DOORS = new Set(['@resonanz/contracts/length'])
const MAY_IMPORT: Record<string, string[]> = {
  contracts: [],
  text: [],
  channels: ['contracts', 'text'],
  server: ['contracts', 'text', 'channels'],
  web: ['contracts'],
  cli: ['contracts', 'text', 'channels', 'server'],
}

/** Doors to the outside world that pure text work has no business with. */
const IMPURE = /^(node:)?(fs|fs\/promises|net|http|https|http2|tls|dns|child_process|worker_threads|cluster)$/

/** Every breach of the house's walls as one sentence each; empty when all stand. */
export function findBreaches(sources: Source[], aliases: Aliases): string[] {
  const known = new Set(sources.map((source) => source.path))
  const imports = sources.flatMap((source) => importsOf(source, aliases, known))
  return [
    ...imports.flatMap((one) => breachesOf(one).map((why) => `${one.from} imports '${one.specifier}': ${why}`)),
    ...findCycles(imports).map((cycle) => `import cycle: ${cycle.join(' → ')}`),
    ...findCycles(betweenModules(imports)).map((cycle) => `modules import each other: ${cycle.join(' → ')}`),
  ]
}

function importsOf(source: Source, aliases: Aliases, known: Set<string>): Import[] {
  const found = source.text.matchAll(/(?:\bfrom|\bimport) ?\(?['"]([^'"\n]+)['"]/g)
  return Array.from(found, ([, specifier = '']) => {
    const target = resolve(source.path, specifier, aliases)
    return { from: source.path, specifier, to: target && known.has(target) ? target : undefined }
  })
}

function resolve(from: string, specifier: string, aliases: Aliases): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier)
  const ours = /^@resonanz\/([\w-]+)/.exec(specifier)?.[1]
  if (ours) return `packages/${ours}/src/index.ts`
  const inside = packageOf(from)
  if (!specifier.startsWith('#') || !inside) return undefined
  for (const [alias, target] of Object.entries(aliases[inside] ?? {})) {
    const [head = '', tail] = alias.split('*')
    const matches = tail === undefined ? specifier === alias : specifier.startsWith(head) && specifier.endsWith(tail)
    if (!matches) continue
    const star = tail === undefined ? '' : specifier.slice(head.length, specifier.length - tail.length)
    return posix.join('packages', inside, target.replace('*', star))
  }
  return undefined
}

function breachesOf({ from, specifier, to }: Import): string[] {
  const home = packageOf(from)
  if (!home) return []
  const isTest = from.includes('.test.')
  const breaches: string[] = []
  const target = specifier.startsWith('@resonanz/') ? specifier.split('/')[1] : to && packageOf(to)
  // Training and measuring beside src read files; what is imported from there stays inside.
  const isShipped = from.startsWith(`packages/${home}/src/`)
  if (isShipped && specifier.startsWith('../../') && !(isTest && to?.startsWith('tests/')))
    breaches.push('climbs two folders')
  if (target && target !== home) {
    if (specifier.startsWith('.')) breaches.push('enters another package without its front door')
    if (!MAY_IMPORT[home]?.includes(target)) breaches.push(`${home} may not import ${target}`)
  }
  if (specifier.startsWith('@resonanz/') && specifier.split('/').length > 2 && !SIDE_DOORS.has(specifier))
    breaches.push('goes past the front door')
  if (home === 'text' && isShipped && !isTest && IMPURE.test(specifier)) breaches.push('text is pure')
  if (target === home && to) breaches.push(...roomBreaches(home, from, specifier, to, isTest))
  return breaches
}

/** Rooms inside a package. */
function roomBreaches(home: string, from: string, specifier: string, to: string, isTest: boolean): string[] {
  const [fromRoom, toRoom] = [roomOf(from), roomOf(to)]
  if (fromRoom === toRoom) return []
  const breaches: string[] = []
  if (home === 'server') {
    // A test sets its scene with the real use cases of other modules; a door for each would be open to all.
    if (toRoom.startsWith('modules/') && !specifier.startsWith('#') && !isTest)
      breaches.push('a module has one front door: #noun')
    if (fromRoom === 'platform' && toRoom.startsWith('modules/') && !isTest) breaches.push('platform knows no module')
  }
  if (home === 'channels' && toRoom.startsWith('connector/') && fromRoom.startsWith('connector/')) {
    breaches.push('connectors never import one another')
  }
  if (home === 'web') {
    if (fromRoom.startsWith('features/') && toRoom.startsWith('features/'))
      breaches.push('features never import one another')
    if (/^(ui|lib)$/.test(fromRoom) && /^(features\/|app)/.test(toRoom)) breaches.push(`${fromRoom} is below ${toRoom}`)
    if (fromRoom.startsWith('features/') && toRoom === 'app')
      breaches.push('the app composes features, not the other way')
  }
  return breaches
}

const packageOf = (path: string): string | undefined => /^packages\/([\w-]+)\//.exec(path)?.[1]

/** `modules/cases`, `features/inbox`, `connector/email`, else the first folder below src. */
function roomOf(path: string): string {
  const [home, , first = '', second = ''] = path.split('/').slice(1)
  if (first === 'modules' || first === 'features') return `${first}/${second}`
  // Shared by all connectors: the kit, and what their tests are examined with.
  const isConnector = home === 'channels' && second !== '' && first !== 'kit' && first !== 'testing'
  return isConnector ? `connector/${first}` : first
}

function betweenModules(imports: Import[]): Import[] {
  const modules = imports.filter(
    ({ from, to }) => !from.includes('.test.') && to?.startsWith('packages/server/src/modules/'),
  )
  return modules
    .map((one) => ({ ...one, from: roomOf(one.from), to: roomOf(one.to ?? '') }))
    .filter(({ from, to }) => from.startsWith('modules/') && from !== to)
}

/** The cycles a walk through every file meets: at least one of each knot. */
function findCycles(imports: Import[]): string[][] {
  const edges = new Map<string, Set<string>>()
  for (const { from, to } of imports) {
    if (to) edges.set(from, (edges.get(from) ?? new Set()).add(to))
  }
  const cycles: string[][] = []
  const done = new Set<string>()
  for (const start of edges.keys()) {
    const path: string[] = []
    const onPath = new Set<string>()
    walk(start)
    function walk(at: string): void {
      if (onPath.has(at)) cycles.push([...path.slice(path.indexOf(at)), at])
      if (onPath.has(at) || done.has(at)) return
      path.push(at)
      onPath.add(at)
      for (const next of edges.get(at) ?? []) walk(next)
      path.pop()
      onPath.delete(at)
      done.add(at)
    }
  }
  return cycles
}
