import { withRoom } from './lexicon.ts'

/**
 * All phrases of all queries as one tree of term numbers: node × next word → node. Node 0 is the root; the first words
 * stand in `first` by their number, the other steps in one open-addressed table.
 */
export type PhraseTree = {
  nodes: number
  /** By node: the number of the phrase that ends there, or −1, and its length in words. */
  ends: Int32Array
  depths: Int32Array
  first: Int32Array
  /** Triples of node, word, next node; a next node of 0 is an empty slot. */
  steps: Int32Array
  used: number
}

export function makePhraseTree(): PhraseTree {
  return {
    nodes: 1,
    ends: new Int32Array(64).fill(-1),
    depths: new Int32Array(64),
    first: new Int32Array(64),
    steps: new Int32Array(3 * 64),
    used: 0,
  }
}

/** `words` are term numbers, at least two. Gives the node of the last. */
export function addPhrase(tree: PhraseTree, words: readonly number[]): number {
  tree.first = withRoom(tree.first, words[0]! + 1)
  let node = tree.first[words[0]!]!
  if (node === 0) {
    node = addNode(tree, 1)
    tree.first[words[0]!] = node
  }
  for (let index = 1; index < words.length; index += 1) {
    let next = stepFrom(tree.steps, node, words[index]!)
    if (next === 0) {
      next = addNode(tree, index + 1)
      if ((tree.used + 1) * 6 > tree.steps.length) spread(tree)
      putStep(tree.steps, node, words[index]!, next)
      tree.used += 1
    }
    node = next
  }
  return node
}

/** The node after `node` and `word`, or 0. */
export function stepFrom(steps: Int32Array, node: number, word: number): number {
  const capacity = steps.length / 3
  for (let slot = slotOf(node, word, capacity); ; slot = slot + 1 === capacity ? 0 : slot + 1) {
    const next = steps[slot * 3 + 2]!
    if (next === 0) return 0
    if (steps[slot * 3] === node && steps[slot * 3 + 1] === word) return next
  }
}

function slotOf(node: number, word: number, capacity: number): number {
  const mixed = Math.imul(Math.imul(node, 0x9e3779b1) ^ word, 0x85ebca6b)
  return ((mixed ^ (mixed >>> 15)) >>> 0) & (capacity - 1)
}

function putStep(steps: Int32Array, node: number, word: number, next: number): void {
  const capacity = steps.length / 3
  let slot = slotOf(node, word, capacity)
  while (steps[slot * 3 + 2] !== 0) slot = slot + 1 === capacity ? 0 : slot + 1
  steps[slot * 3] = node
  steps[slot * 3 + 1] = word
  steps[slot * 3 + 2] = next
}

function spread(tree: PhraseTree): void {
  const old = tree.steps
  tree.steps = new Int32Array(old.length * 2)
  for (let slot = 0; slot < old.length; slot += 3)
    if (old[slot + 2] !== 0) putStep(tree.steps, old[slot]!, old[slot + 1]!, old[slot + 2]!)
}

function addNode(tree: PhraseTree, depth: number): number {
  const node = tree.nodes
  tree.nodes += 1
  const before = tree.ends.length
  tree.ends = withRoom(tree.ends, node + 1)
  if (tree.ends.length > before) tree.ends.fill(-1, before)
  tree.depths = withRoom(tree.depths, node + 1)
  tree.depths[node] = depth
  return node
}
