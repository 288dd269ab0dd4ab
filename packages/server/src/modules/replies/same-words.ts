/**
 * Are these the same words, whatever a network made of them: its spaces and lines, its marks (bold, links shortened or
 * written out), a name put before an answer, decomposed letters? What has no letters must be equal but for spaces.
 */
export function sameWords(a: string, b: string): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)]
  if (one === '' || other === '') return one === other && plain(a) === plain(b)
  return one === other
}

function wordsOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(?:https?:\/\/|www\.)\S{1,2000}/giu, ' ')
    .replace(/^(?:\s*@[\p{L}\p{N}_.@-]{1,300}[,:]?)+/u, ' ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, '')
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '')
}
