import { type Concern, type Concerns, makeConcerns } from './concerns.ts'
import { type Copies, makeCopies } from './copies.ts'
import { keyPhrases } from './key-phrases.ts'
import { markText, type TextMark } from './text-mark.ts'

export type DuplicatePost<Id> = {
  id: Id
  text: string
  /** Milliseconds since 1970; without it, that of the post before. */
  time?: number | null
  /** Known from before: rows given again to a fresh start keep their clusters. */
  cluster?: Id | null
}

export type DuplicateFound<Id> = {
  id: Id
  /** The id of the first post of the cluster; a post alone is a cluster of its own. */
  cluster: Id
  /** To the likest post before it, 0 to 1; 1 is the same words. */
  similarity: number
  /** The post it is a copy of, word for word or with light changes; absent where it is other words. */
  sameAs?: Id
  /** Posts of the cluster so far, with this one. */
  size: number
}

export type Duplicates<Id> = {
  /** In the order of time. Linear in the posts, also when all are the same. */
  add(posts: readonly DuplicatePost<Id>[]): DuplicateFound<Id>[]
  /** Of the concerns of two texts, 0 to 1, with what is known of the rarity of words so far. */
  similarity(a: string, b: string): number
  /** What the texts of a cluster have in common and others do not. */
  keyPhrases(cluster: Id, count?: number): string[]
  /** One row per different text that still counts: given to `add` of a fresh start it goes on from here. */
  rows(): DuplicatePost<Id>[]
}

export type DuplicateOptions = {
  /** A text counts for this long after it was last seen: seven days. */
  keepMs?: number
  /** Different texts kept at most; the oldest go first. */
  mostTexts?: number
  /** Share of runs of letters that makes a copy. */
  sameText?: number
  /** Similarity that makes the same concern; without it, the more the more texts are known. */
  sameConcern?: number
}

type Entry<Id> = { id: Id; text: string; mark: TextMark; cluster: Cluster<Id>; concern: Concern; lastSeen: number }
type Cluster<Id> = { id: Id; size: number; first: Concern; members: string[]; phrases: string[] | null; count: number }

/** Letters of a text that are kept, and texts of a cluster that are looked at for key phrases. */
const lettersKept = 2_000
const membersKept = 40
/** Shorter texts are the same only word for word. */
const lettersForLikeness = 24
const lettersForAnyChange = 160

/**
 * Finds copies and the same concern in other words among the posts of the last days, one post after another. A post joins
 * the cluster of the likest post before it, or begins one.
 */
export function openDuplicates<Id extends string | number>({
  keepMs = 7 * 86_400_000,
  mostTexts = 50_000,
  sameText = 0.6,
  sameConcern,
}: DuplicateOptions = {}): Duplicates<Id> {
  let entries: Entry<Id>[] = []
  let clusters = new Map<Id, Cluster<Id>>()
  let copies: Copies = makeCopies()
  let concerns: Concerns = makeConcerns()
  let now = 0
  let rebuildAt = mostTexts
  let checkAt = 0

  return {
    add: (posts) => posts.map(addOne),
    similarity: (a, b) => concerns.similarity(concerns.read(a), concerns.read(b)),
    keyPhrases(id, count = 5) {
      const cluster = clusters.get(id)
      if (!cluster) return []
      if (!cluster.phrases || cluster.count !== count) {
        cluster.phrases = keyPhrases(cluster.members, concerns, count)
        cluster.count = count
      }
      return cluster.phrases
    },
    rows: () =>
      entries
        .filter(isFresh)
        .map(({ id, text, cluster, lastSeen }) => ({ id, text, time: lastSeen, cluster: cluster.id })),
  }

  function addOne(post: DuplicatePost<Id>): DuplicateFound<Id> {
    now = Math.max(now, post.time ?? now)
    forget()
    const mark = markText(post.text)
    const same = entries[copies.exact(mark)]
    if (same && isFresh(same)) return joinAsCopy(post, same, 1)
    const like = mark.letters >= lettersForLikeness ? copies.likest(mark, sameText) : null
    const likest = like && entries[like.text]
    const concern = concerns.read(post.text, true)
    if (like && likest && isFresh(likest) && saysTheSame(mark.letters, concern, likest.concern)) {
      keep(post, mark, likest.cluster, concern)
      return { ...joinAsCopy(post, likest, like.similarity), sameAs: likest.id }
    }
    const near = concerns.likest(concern)
    const nearest = near && entries[near.text]
    const least = sameConcern ?? sameConcernAmong(entries.length)
    const isJoined =
      near !== null &&
      near.similarity >= least &&
      nearest != null &&
      isFresh(nearest) &&
      // Like the first of the cluster, too: so a cluster does not drift from one concern to the next.
      concerns.similarity(concern, nearest.cluster.first) >= least
    const known = post.cluster == null ? undefined : clusters.get(post.cluster)
    const cluster =
      known ?? (isJoined && post.cluster == null ? nearest.cluster : beginCluster(post.cluster ?? post.id, concern))
    keep(post, mark, cluster, concern)
    cluster.size += 1
    return { id: post.id, cluster: cluster.id, similarity: round(near?.similarity ?? 0), size: cluster.size }
  }

  function joinAsCopy(post: DuplicatePost<Id>, of: Entry<Id>, similarity: number): DuplicateFound<Id> {
    of.lastSeen = now
    of.cluster.size += 1
    const { id, size } = of.cluster
    return { id: post.id, cluster: id, similarity: round(similarity), sameAs: of.id, size }
  }

  function beginCluster(id: Id, first: Concern): Cluster<Id> {
    const cluster: Cluster<Id> = { id, size: 0, first, members: [], phrases: null, count: 0 }
    clusters.set(id, cluster)
    return cluster
  }

  function keep(post: DuplicatePost<Id>, mark: TextMark, cluster: Cluster<Id>, concern: Concern): void {
    const text = post.text.slice(0, lettersKept)
    entries.push({ id: post.id, text, mark, cluster, concern, lastSeen: now })
    copies.add(mark)
    concerns.add(concern)
    if (cluster.members.length >= membersKept) return
    cluster.members.push(text)
    cluster.phrases = null
  }

  function isFresh(entry: Entry<Id>): boolean {
    return now - entry.lastSeen <= keepMs
  }

  /** Now and then everything that counts no more goes, by a fresh start from the rest: seldom enough to stay linear. */
  function forget(): void {
    if (entries.length < rebuildAt && now < checkAt) return
    checkAt = now + Math.max(1, keepMs / 4)
    const fresh = entries.filter(isFresh)
    if (entries.length < rebuildAt && fresh.length > entries.length / 2) return
    const kept = fresh.length > mostTexts * 0.75 ? fresh.slice(-Math.floor(mostTexts * 0.5)) : fresh
    const sizes = new Map(Array.from(clusters, ([id, { size }]) => [id, size]))
    entries = []
    clusters = new Map()
    copies = makeCopies()
    concerns = makeConcerns()
    for (const { id, text, mark, cluster, lastSeen } of kept) {
      const concern = concerns.read(text, true)
      keep({ id, text }, mark, clusters.get(cluster.id) ?? beginCluster(cluster.id, concern), concern)
      entries.at(-1)!.lastSeen = lastSeen
    }
    for (const [id, cluster] of clusters) cluster.size = sizes.get(id) ?? cluster.size
    rebuildAt = Math.max(mostTexts, kept.length * 2)
  }
}

/** The likest of many texts is alike by chance. Chosen on pairs and streams that report nothing. */
function sameConcernAmong(texts: number): number {
  return Math.min(0.5, 0.2 + 0.065 * Math.log10(Math.max(1, texts)))
}

/** One letter can turn a short text around (freundlich, unfreundlich), so a copy of it says the same is wrong. */
function saysTheSame(letters: number, a: Concern, b: Concern): boolean {
  return letters >= lettersForAnyChange || a.troubles === b.troubles
}

function round(similarity: number): number {
  return Math.round(similarity * 1000) / 1000
}
