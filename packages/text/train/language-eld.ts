// The counts of the library eld (Apache-2.0, Nito T.M.): runs of four UTF-8 bytes with the logarithm of how frequent each
// is in a language. The library itself is too slow (15 µs for a word, 70 µs for a sentence) and too large (140 MB) here.

/** `points[k]`: eld's points of the run for language k, 0 where the run is rare in it. */
export type EldRun = { bytes: Uint8Array; points: number[] }

/** What eld leaves out of its stored points to save space. */
const lowestPoints = 53

type EldData = { languages: Record<string, string>; ngrams: Record<string, Record<string, number>> }

export async function readEldRuns(codes: readonly string[]): Promise<EldRun[]> {
  const entry = import.meta.resolve('eld/medium')
  const { ngramsData } = (await import(new URL('../ngrams/medium.js', entry).href)) as { ngramsData: EldData }
  const { dictionary } = (await import(new URL('../dictionary.js', entry).href)) as { dictionary: string[] }
  const byteOf = new Map(dictionary.map((char, byte) => [char, byte] as const).filter(([, byte]) => byte >= 0x80))
  byteOf.delete(' ')
  // eld says "no" where we say "nb".
  const keys = codes.map((code) => keyOf(ngramsData.languages, code === 'nb' ? 'no' : code))
  const runs: EldRun[] = []
  for (const [run, pointsOf] of Object.entries(ngramsData.ngrams)) {
    const points = keys.map((key) => (pointsOf[key] === undefined ? 0 : pointsOf[key] + lowestPoints))
    if (points.some((one) => one > 0)) runs.push({ bytes: bytesOf(run, byteOf), points })
  }
  return runs
}

function keyOf(languages: Record<string, string>, code: string): string {
  return Object.keys(languages).find((key) => languages[key] === code) ?? ''
}

/** Small letters, blank and apostrophe stand for themselves, everything else for a byte above 127. */
function bytesOf(run: string, byteOf: ReadonlyMap<string, number>): Uint8Array {
  return Uint8Array.from(run, (char) => (/[a-z' ]/.test(char) ? char.charCodeAt(0) : (byteOf.get(char) ?? 0)))
}
