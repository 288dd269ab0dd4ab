import type { TextModule } from '@resonanz/contracts'
import type { Actor } from '#platform/deps'
import { mayChange } from './policy.ts'
import type { ModuleRecord, UseCount } from './store.ts'

export function presentModule(actor: Actor, module: ModuleRecord, use: UseCount | undefined): TextModule {
  return {
    id: module.id,
    title: module.title,
    folder: module.folder,
    topicId: module.topic_id,
    channels: module.channels,
    variants: module.variants,
    isActive: module.is_active,
    validUntil: module.valid_until,
    owner: module.owner_id && module.owner_name !== null ? { id: module.owner_id, name: module.owner_name } : null,
    isPersonal: module.member_id !== null,
    version: module.version,
    changedAt: module.changed_at.toISOString(),
    changedBy:
      module.changed_by && module.changed_by_name !== null
        ? { id: module.changed_by, name: module.changed_by_name }
        : null,
    uses: use?.uses ?? 0,
    usesInNinetyDays: use?.recent ?? 0,
    lastUsedAt: use?.last_at.toISOString() ?? null,
    mayChange: mayChange(actor, module),
  }
}
