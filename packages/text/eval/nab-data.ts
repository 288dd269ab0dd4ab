import { linesOf, readSource } from '../train/data/source.ts'
import type { NabProfile, NabSeries } from './nab-score.ts'

const companies = ['AAPL', 'CRM', 'GOOG', 'KO', 'UPS']

export type NabData = { series: NabSeries[]; profiles: Record<'standard' | 'lowFp' | 'lowFn', NabProfile> }

/** Tweets per five minutes that name a company, with the benchmark's windows. */
export function readNab(): NabData {
  const windows = json<Record<string, [string, string][]>>('combined_windows.json')
  const profiles = json<Record<string, { CostMatrix: NabProfile }>>('profiles.json')
  return {
    series: companies.map((name) => readSeries(name, windows)),
    profiles: {
      standard: profiles['standard']!.CostMatrix,
      lowFp: profiles['reward_low_FP_rate']!.CostMatrix,
      lowFn: profiles['reward_low_FN_rate']!.CostMatrix,
    },
  }
}

function readSeries(name: string, windows: Record<string, [string, string][]>): NabSeries {
  const file = `realTweets/Twitter_volume_${name}.csv`
  const rows = linesOf(readSource(`nab/${file}`))
    .slice(1)
    .map((line) => line.split(',') as [string, string])
  const times = rows.map(([time]) => time)
  return {
    name,
    times,
    values: rows.map(([, value]) => Number(value)),
    windows: windows[file]!.map(([from, to]) => [times.indexOf(from.slice(0, 19)), times.indexOf(to.slice(0, 19))]),
  }
}

function json<T>(file: string): T {
  return JSON.parse(readSource(`nab/${file}`)) as T
}
