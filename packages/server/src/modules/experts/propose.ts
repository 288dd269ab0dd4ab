import type { Candidate } from '@resonanz/contracts'
import { type Directory, type ExpertRecord, topicLine } from './expert.ts'

export type Asked = { topicId: string | null; language: string | null; words: string }
export type Proposal = { expert: ExpertRecord; why: Candidate['why'] }

const weight: Record<Candidate['why'][number], number> = { topic: 8, product: 6, wider_topic: 4, language: 1 }

/** Everybody who can be asked, those first who fit the case: its topic, one above it, a product it names, its language. */
export function proposeExperts(directory: Directory, asked: Asked): Proposal[] {
  const [own, ...wider] = topicLine(directory.topics, asked.topicId)
  const words = folded(asked.words)
  const score = ({ why }: Proposal) => why.reduce((sum, reason) => sum + weight[reason], 0)
  return directory.experts
    .map((expert): Proposal => {
      const why: Candidate['why'] = []
      if (own && expert.topics.includes(own)) why.push('topic')
      else if (wider.some((topic) => expert.topics.includes(topic))) why.push('wider_topic')
      if (expert.products.some((product) => words.includes(folded(product).trimEnd()))) why.push('product')
      if (asked.language && expert.languages.includes(asked.language)) why.push('language')
      return { expert, why }
    })
    .toSorted((a, b) => score(b) - score(a) || a.expert.name.localeCompare(b.expert.name))
}

/** Words apart by one blank, with one before them: a product is found at the beginning of a word only. */
function folded(text: string): string {
  return ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `
}
