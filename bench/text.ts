import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { median, round } from './stage.ts'
import type { TextMeasure } from './text-child.ts'

type Result = Record<string, unknown> & { name: string }
const rounds = 3

/** All of analyze on one core, in a process of its own that has nothing else: start, pace on short posts, memory. */
export async function run(): Promise<Result[]> {
  const runs = Array.from({ length: rounds }, () => {
    const out = execFileSync(process.execPath, [join(import.meta.dirname, 'text-child.ts')], { encoding: 'utf8' })
    return JSON.parse(out) as TextMeasure
  })
  const of = (pick: (measure: TextMeasure) => number) => median(runs.map(pick))
  return [
    {
      name: 'text: models read and ready',
      medianMs: round(
        of(({ loadMs }) => loadMs),
        0,
      ),
      modelsMb: runs[0]!.modelsMb,
    },
    ...runs[0]!.sets.map(({ name, posts, characters }, index) => ({
      name: `text: analyze, ${name}`,
      posts,
      charactersPerPost: round(characters / posts, 0),
      postsPerSecond: round(
        of(({ sets }) => sets[index]!.postsPerSecond),
        0,
      ),
      cpuMicrosecondsPerPost: round(
        of(({ sets }) => sets[index]!.cpuMicrosecondsPerPost),
        1,
      ),
    })),
    {
      name: 'text: memory of a worker',
      rssMb: round(
        of(({ rssMb }) => rssMb),
        0,
      ),
    },
  ]
}
