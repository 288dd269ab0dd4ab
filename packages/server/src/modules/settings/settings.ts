import type { Settings } from '@resonanz/contracts'
import { z } from 'zod'

/** What stands in workspace.settings; a value never set has its default here and nowhere else. Hours are plain hours. */
export const StoredSettings = z.object({
  answerTargetHours: z.number().default(8),
  nextUpdateHours: z.number().default(48),
  undoSeconds: z.number().int().default(10),
  acknowledgeForms: z.boolean().default(true),
  publicUrl: z.string().nullable().default(null),
  aboutNames: z.array(z.string()).default([]),
  setsTopics: z.boolean().default(false),
})

/** What holds where nobody set anything, for those who read settings in SQL. */
export const defaultSettings = StoredSettings.parse({})

export type WorkspaceRow = {
  name: string
  language: Settings['language']
  address_form: Settings['addressForm']
  settings: unknown
  logo: { key: string; width: number; height: number } | null
}

/** Public, and kept by browsers: another logo has another address. */
export function logoPath(key: string): string {
  return `/logo/${key}`
}

/** A stored value that no longer fits the schema counts as never set: settings must not stop a case from coming in. */
export function settingsFrom(row: WorkspaceRow): Settings {
  const stored =
    typeof row.settings === 'object' && row.settings !== null ? (row.settings as Record<string, unknown>) : {}
  const fitting = Object.entries(StoredSettings.shape).map(([name, schema]) => {
    const parsed = schema.safeParse(stored[name])
    return [name, parsed.success ? parsed.data : schema.parse(undefined)]
  })
  return {
    name: row.name,
    language: row.language,
    addressForm: row.address_form,
    logo: row.logo && { path: logoPath(row.logo.key), width: row.logo.width, height: row.logo.height },
    ...(Object.fromEntries(fitting) as z.infer<typeof StoredSettings>),
  }
}
