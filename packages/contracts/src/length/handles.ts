/** `@name` and `@name@server`, as networks read them: not within an address of mail or the web. */
const handle =
  /(?<![=/\p{L}\p{M}\p{N}\p{Pc}])@([\p{L}\p{N}_]+(?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?(?:@[\p{L}\p{N}]+(?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?)?)/giu

/** Who is named in the words, without the first sign, each once, as written. */
export function handlesIn(text: string): string[] {
  const found = new Map([...text.matchAll(handle)].map(([, name]) => [name!.toLowerCase(), name!]))
  return [...found.values()]
}

/**
 * The same words naming nobody but `except` (lower case): the first sign of other names becomes its wide form, which
 * reads alike and calls nobody.
 */
export function withoutMentions(text: string, except: readonly string[]): string {
  return text.replace(handle, (whole, name: string) => (except.includes(name.toLowerCase()) ? whole : `＠${name}`))
}
