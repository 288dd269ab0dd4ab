import { readFileSync, statSync } from 'node:fs'
import { hasData } from '../packages/text/train/data/source.ts'
import { post } from './content.ts'

export type TextMeasure = {
  loadMs: number
  modelsMb: number
  rssMb: number
  sets: { name: string; posts: number; characters: number; postsPerSecond: number; cpuMicrosecondsPerPost: number }[]
}

const batch = 200
const measuredMs = 4_000

// The library itself is there in any process that uses it; measured is what its models take.
const { openAnalyzer, modelFiles } = await import('../packages/text/src/index.ts')
const started = performance.now()
const analyzer = openAnalyzer((file) => readFileSync(file))
const loadMs = performance.now() - started
const generated = Array.from({ length: 5_000 }, (_, n) => post(n, 7).text)
const sets: TextMeasure['sets'] = [{ name: 'generated posts', ...measure(generated) }]
// Before the sets of others come in, which are no part of a worker.
const rssMb = process.memoryUsage().rss / 2 ** 20
if (hasData()) {
  const { mobasaDocuments } = await import('../packages/text/train/data/mobasa.ts')
  sets.push({ name: 'tweets', ...measure(mobasaDocuments().map(({ text }) => text)) })
}
const modelsMb = Math.round(modelFiles.reduce((sum, file) => sum + statSync(file).size, 0) / 1e4) / 100
const result: TextMeasure = { loadMs, modelsMb, rssMb, sets }
console.log(JSON.stringify(result))

function measure(texts: readonly string[]) {
  const batches = Array.from({ length: Math.ceil(texts.length / batch) }, (_, n) =>
    texts.slice(n * batch, (n + 1) * batch).map((text) => ({ text })),
  )
  for (const posts of batches.slice(0, 10)) analyzer.analyze(posts)
  const cpu = process.cpuUsage()
  const start = performance.now()
  let posts = 0
  let characters = 0
  for (let n = 0; performance.now() - start < measuredMs; n += 1) {
    const one = batches[n % batches.length]!
    analyzer.analyze(one)
    posts += one.length
    for (const { text } of one) characters += text.length
  }
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  return { posts, characters, postsPerSecond: (posts / ms) * 1000, cpuMicrosecondsPerPost: (user + system) / posts }
}
