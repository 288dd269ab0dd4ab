import type { CaseChange } from '@resonanz/contracts'

/** What a person put and took away, whatever became of the tags of the case since. */
export type TagsWanted = { added: readonly string[]; removed: readonly string[] }

export function withTag({ added, removed }: TagsWanted, tag: string): TagsWanted {
  return { added: added.includes(tag) ? added : [...added, tag], removed: removed.filter((one) => one !== tag) }
}

export function withoutTag({ added, removed }: TagsWanted, tag: string): TagsWanted {
  return { added: added.filter((one) => one !== tag), removed: removed.includes(tag) ? removed : [...removed, tag] }
}

export function tagsAfter(tags: readonly string[], { added, removed }: TagsWanted): string[] {
  return [...new Set([...tags, ...added])].filter((tag) => !removed.includes(tag))
}

/** Null where nothing would be another. */
export function tagsChange(
  tags: readonly string[],
  { added, removed }: TagsWanted,
): Pick<CaseChange, 'addTags' | 'removeTags'> | null {
  const addTags = added.filter((tag) => !tags.includes(tag))
  const removeTags = removed.filter((tag) => tags.includes(tag))
  if (addTags.length === 0 && removeTags.length === 0) return null
  return { ...(addTags.length > 0 ? { addTags } : {}), ...(removeTags.length > 0 ? { removeTags } : {}) }
}
