import { type ModuleVariant, PortableModule, type TextModuleInput } from '@resonanz/contracts'
import { csvOf, readCsv } from '#platform/csv'
import { Refusal } from '#platform/errors'
import type { ModuleRecord } from './store.ts'

const columns = [
  'title',
  'folder',
  'topic',
  'channels',
  'active',
  'validUntil',
  'language',
  'addressForm',
  'length',
  'audience',
  'text',
] as const
type Column = (typeof columns)[number]
type Topics = ReadonlyMap<string, { de: string; en: string }>

export function portableOf(module: ModuleRecord, topics: Topics): PortableModule {
  return {
    title: module.title,
    folder: module.folder,
    topic: (module.topic_id ? topics.get(module.topic_id)?.de : undefined) ?? '',
    channels: module.channels,
    isActive: module.is_active,
    validUntil: module.valid_until,
    variants: module.variants,
  }
}

/** One line per variant; what belongs to the module stands in each of its lines. */
export function modulesAsCsv(modules: readonly PortableModule[]): string {
  const lines = modules.flatMap((module) =>
    module.variants.map((variant) => {
      const cells: Record<Column, string> = {
        title: module.title,
        folder: module.folder,
        topic: module.topic,
        channels: module.channels.join(' '),
        active: module.isActive ? 'yes' : 'no',
        validUntil: module.validUntil ?? '',
        language: variant.language,
        addressForm: variant.addressForm,
        length: variant.length,
        audience: variant.audience,
        text: variant.text,
      }
      return columns.map((column) => cells[column])
    }),
  )
  return csvOf([[...columns], ...lines])
}

export type ReadModules = { items: PortableModule[]; refused: { place: number; title: string; why: string }[] }
const modulesMost = 500

/** Lines of the same title and folder are one module. What cannot be read is left out with why; `place`: its line. */
export function modulesFromCsv(csv: string): ReadModules {
  const [head = [], ...lines] = readCsv(csv)
  const places = new Map(head.map((name, at) => [name.trim().toLowerCase(), at]))
  if (!places.has('title') || !places.has('text'))
    throw new Refusal('invalid-input', 'The first line names the columns; "title" and "text" must be among them.')
  const groups = new Map<string, { place: number; module: Record<string, unknown>; variants: unknown[] }>()
  for (const [at, line] of lines.entries()) {
    const cell = (name: Column) => (line[places.get(name.toLowerCase()) ?? -1] ?? '').trim()
    const key = JSON.stringify([cell('title'), cell('folder')])
    const group = groups.get(key) ?? { place: at + 2, module: moduleOf(cell), variants: [] }
    group.variants.push(variantOf(cell))
    groups.set(key, group)
  }
  if (groups.size > modulesMost) throw new Refusal('too-large', `At most ${modulesMost} text modules at once.`)
  const read: ReadModules = { items: [], refused: [] }
  for (const { place, module, variants } of groups.values()) {
    const parsed = PortableModule.safeParse({ ...module, variants })
    if (parsed.success) read.items.push(parsed.data)
    else
      read.refused.push({
        place,
        title: String(module.title).slice(0, 120),
        why: parsed.error.issues
          .map(({ path, message }) => `${path.join('.')}: ${message}`)
          .join('; ')
          .slice(0, 300),
      })
  }
  return read
}

type Cell = (name: Column) => string

function moduleOf(cell: Cell): Record<string, unknown> {
  return {
    title: cell('title'),
    folder: cell('folder'),
    topic: cell('topic'),
    channels: cell('channels')
      .split(/[\s,]+/)
      .filter(Boolean),
    isActive: !/^(?:no|nein|0|false)$/i.test(cell('active')),
    validUntil: cell('validUntil') || null,
  }
}

function variantOf(cell: Cell): Record<keyof ModuleVariant, string> {
  return {
    language: cell('language').toLowerCase() || 'de',
    addressForm: cell('addressForm').toLowerCase() || 'any',
    length: cell('length').toLowerCase() || 'long',
    audience: cell('audience').toLowerCase() || 'any',
    text: cell('text'),
  }
}

export function inputOf(item: PortableModule, topics: Topics, ownerId: string | null): TextModuleInput {
  const wanted = item.topic.toLowerCase()
  const topic = wanted
    ? [...topics].find(([, name]) => name.de.toLowerCase() === wanted || name.en.toLowerCase() === wanted)
    : undefined
  const { title, folder, channels, variants, isActive, validUntil } = item
  return { title, folder, channels, variants, isActive, validUntil, topicId: topic?.[0] ?? null, ownerId }
}
