import type { ChosenTemplate } from '@resonanz/contracts'

/** What was chosen, and the words it makes: only they may leave as a template. */
export type ChoiceOfTemplate = ChosenTemplate & { said: string; isFilled: boolean }

/** As it is sent; undefined when the words in the field are others by now. */
export function templateToSend(chosen: ChoiceOfTemplate | undefined, text: string): ChosenTemplate | undefined {
  if (!chosen || chosen.said !== text.trimEnd()) return undefined
  const { name, language, values, headerValues } = chosen
  return { name, language, values: trimmed(values), headerValues: trimmed(headerValues) }
}

/** A chosen template whose words stand in the field has to be filled before it leaves. */
export function hasGaps(chosen: ChoiceOfTemplate | undefined, written: string): boolean {
  return chosen !== undefined && !chosen.isFilled && chosen.said === written.trimEnd()
}

function trimmed(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()]))
}
