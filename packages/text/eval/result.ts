/** One measured figure, beside what a guess and a plain model reach on the same texts. */
export type Figure = {
  /** What is measured, such as "sentiment, macro-F1". */
  name: string
  /** The set it is measured on, and which part of it, such as "potts" and "test". */
  set: string
  part: string
  /** Texts it is measured on. */
  n: number
  /** Always the commonest answer; null where there is none. */
  majority: number | null
  /** Plain logistic regression over TF-IDF of words and pairs, trained on the same texts (`eval/baseline.ts`). */
  baseline: number | null
  ours: number
  goal: number | null
  /** What a reader should know beside the number. */
  note?: string
}

/** What a file of this folder exports: `evaluate` measures and returns its figures. */
export type Evaluation = () => Figure[] | Promise<Figure[]>

/** True when the figure reaches its goal, counted in thousandths; null where none is set. */
export function isReached({ ours, goal }: Figure): boolean | null {
  return goal === null ? null : Math.round(ours * 1000) >= Math.round(goal * 1000)
}

export function accuracy<L>(truth: readonly L[], found: readonly L[]): number {
  return truth.filter((label, at) => label === found[at]).length / truth.length
}

/** F1 of one label; 0 where it is never found and never there. */
export function f1Of<L>(label: L, truth: readonly L[], found: readonly L[]): number {
  let [both, there, said] = [0, 0, 0]
  truth.forEach((is, at) => {
    if (is === label) there++
    if (found[at] === label) said++
    if (is === label && found[at] === label) both++
  })
  return there + said === 0 ? 0 : (2 * both) / (there + said)
}

/** The mean of the F1 of all labels that are there. */
export function macroF1<L>(truth: readonly L[], found: readonly L[]): number {
  const labels = [...new Set(truth)]
  return labels.reduce((sum, label) => sum + f1Of(label, truth, found), 0) / labels.length
}

/** F1 over all pairs of text and label where a text may have several. */
export function microF1<L>(truth: readonly (readonly L[])[], found: readonly (readonly L[])[]): number {
  let [both, all] = [0, 0]
  truth.forEach((labels, at) => {
    const said = new Set(found[at])
    const there = new Set(labels)
    all += said.size + there.size
    for (const label of there) if (said.has(label)) both++
  })
  return all === 0 ? 0 : (2 * both) / all
}

/** The commonest label, as often as there are texts. */
export function majorityGuess<L>(train: readonly L[], count: number): L[] {
  const counts = new Map<L, number>()
  for (const label of train) counts.set(label, (counts.get(label) ?? 0) + 1)
  const [first] = [...counts].toSorted((a, b) => b[1] - a[1])
  return first === undefined ? [] : Array.from({ length: count }, () => first[0])
}
