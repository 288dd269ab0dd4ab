// The regular expression literals of a TypeScript source, found by walking its tokens: strings, templates and comments
// are skipped, and a slash begins a literal only where an expression may begin.

export type RegexLiteral = { source: string; flags: string; line: number }

const WORDS_BEFORE_AN_EXPRESSION = new Set(
  'return typeof case in of delete void throw new do else await yield instanceof'.split(' '),
)

export function regexLiterals(code: string): RegexLiteral[] {
  const found: RegexLiteral[] = []
  const braces: ('template' | 'block')[] = []
  let line = 1
  let mayBegin = true
  let at = 0

  const skipTo = (end: number) => {
    for (; at < end; at++) if (code[at] === '\n') line++
  }
  /** Leaves `at` behind the closing back-tick, or behind `${`. */
  const skipTemplate = () => {
    while (at < code.length) {
      if (code[at] === '\\') skipTo(at + 2)
      else if (code[at] === '`') {
        at++
        mayBegin = false
        return
      } else if (code[at] === '$' && code[at + 1] === '{') {
        at += 2
        braces.push('template')
        mayBegin = true
        return
      } else skipTo(at + 1)
    }
  }

  while (at < code.length) {
    const char = code[at]!
    if (/\s/.test(char)) skipTo(at + 1)
    else if (char === '/' && code[at + 1] === '/') skipTo(endOr(code.indexOf('\n', at), code))
    else if (char === '/' && code[at + 1] === '*') skipTo(endOr(code.indexOf('*/', at + 2) + 2, code))
    else if (char === "'" || char === '"') {
      let end = at + 1
      // An apostrophe in the text of an element is no string: a string ends with its line.
      while (end < code.length && code[end] !== char && code[end] !== '\n') end += code[end] === '\\' ? 2 : 1
      skipTo(end + 1)
      mayBegin = false
    } else if (char === '`') {
      at++
      skipTemplate()
    } else if (char === '/' && mayBegin && code[at + 1] !== '>' && code[at - 1] !== '<') {
      const end = endOfLiteral(code, at)
      const flags = /^[a-z]*/.exec(code.slice(end, end + 10))![0]
      found.push({ source: code.slice(at + 1, end - 1), flags, line })
      at = end + flags.length
      mayBegin = false
    } else if (/[\p{L}\p{N}_$]/u.test(char)) {
      const word = /^[\p{L}\p{N}_$]+/u.exec(code.slice(at, at + 200))![0]
      at += word.length
      mayBegin = WORDS_BEFORE_AN_EXPRESSION.has(word)
    } else if (char === '}') {
      at++
      if (braces.pop() === 'template') skipTemplate()
      else mayBegin = true
    } else {
      if (char === '{') braces.push('block')
      at++
      mayBegin = char !== ')' && char !== ']'
    }
  }
  return found
}

function endOr(end: number, code: string): number {
  return end <= 1 ? code.length : end
}

function endOfLiteral(code: string, start: number): number {
  let inClass = false
  let at = start + 1
  for (; at < code.length && code[at] !== '\n'; at++) {
    if (code[at] === '\\') at++
    else if (code[at] === '[') inClass = true
    else if (code[at] === ']') inClass = false
    else if (code[at] === '/' && !inClass) return at + 1
  }
  return at
}
