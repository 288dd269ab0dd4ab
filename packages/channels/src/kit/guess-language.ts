const german = new Set(
  'der die das und ich nicht ist ein eine einen sie wir mit auf für von dem den im zu habe haben mein meine bitte danke aber auch noch wenn dass wie sehr leider ihr ihre guten tag vielen mir mich kann wurde bei seit nach'.split(
    ' ',
  ),
)
const english = new Set(
  'the and you that is it of to my have not are was for with this but on be at your please thanks hello can we when from they would has been no me do i am an will still get'.split(
    ' ',
  ),
)

/** German or English by frequent small words of the beginning; null when neither leads clearly. */
export function guessLanguage(text: string): 'de' | 'en' | null {
  const words =
    text
      .slice(0, 4_000)
      .toLowerCase()
      .match(/[a-zäöüß]+/g) ?? []
  let lead = 0
  for (const word of words.slice(0, 400)) lead += german.has(word) ? 1 : english.has(word) ? -1 : 0
  if (/[äöüß]/i.test(text.slice(0, 4_000))) lead += 1
  if (Math.abs(lead) < 2 && words.length > 6) return null
  return lead > 0 ? 'de' : lead < 0 ? 'en' : null
}
