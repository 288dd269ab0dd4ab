import type { Language } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import { newId } from '#platform/ids'
import { insertPresences } from './store.ts'

const names = {
  phone: { de: 'Telefon', en: 'Phone' },
  letter: { de: 'Briefpost', en: 'Letters' },
  visit: { de: 'Besuch', en: 'Visits' },
  found: { de: 'Fundstücke', en: 'Found posts' },
} as const

/** What a colleague writes down by hand needs a presence too; every workspace has these from the start. */
export async function defaultPresences(tx: Db, workspaceId: string, language: Language = 'de'): Promise<void> {
  await insertPresences(
    tx,
    (['phone', 'letter', 'visit', 'found'] as const).map((kind) => ({
      workspaceId,
      id: newId(),
      kind,
      name: names[kind][language],
      address: null,
      purpose: '',
      teamId: null,
      ownerMemberId: null,
      settings: { number: '' },
      secrets: null,
      publicKey: null,
    })),
  )
}
