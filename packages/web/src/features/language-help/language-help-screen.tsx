/** Comes with the next change. */
export function LanguageHelpScreen() {
  return null
}
