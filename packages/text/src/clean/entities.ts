// The named characters that mails and posts use, and every numbered one.

/** Of `amp`, `#228`, `#xE4`: the character, undefined where there is none of the name. */
export function decodeEntity(name: string): string | undefined {
  if (name[0] !== '#') return named.get(name)
  const isHex = name[1] === 'x' || name[1] === 'X'
  const digits = name.slice(isHex ? 2 : 1)
  if (!(isHex ? /^[0-9a-f]{1,8}$/i : /^[0-9]{1,10}$/).test(digits)) return undefined
  const code = Number.parseInt(digits, isHex ? 16 : 10)
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return '�'
  // What Windows wrote there before Unicode, as browsers read it.
  if (code >= 0x80 && code < 0xa0) return windows1252[code - 0x80]
  return String.fromCodePoint(code)
}

const windows1252 = Array.from('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ')

const pairs =
  'amp & lt < gt > quot " apos \' auml ä ouml ö uuml ü Auml Ä Ouml Ö Uuml Ü szlig ß euro € sect § deg ° copy © reg ® trade ™ hellip … ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ laquo « raquo » lsaquo ‹ rsaquo › bull • middot · times × divide ÷ plusmn ± frac12 ½ frac14 ¼ frac34 ¾ sup2 ² sup3 ³ micro µ para ¶ iexcl ¡ iquest ¿ pound £ yen ¥ cent ¢ curren ¤ agrave à aacute á acirc â atilde ã aring å aelig æ ccedil ç egrave è eacute é ecirc ê euml ë igrave ì iacute í icirc î iuml ï ntilde ñ ograve ò oacute ó ocirc ô otilde õ oslash ø ugrave ù uacute ú ucirc û yacute ý yuml ÿ Agrave À Aacute Á Acirc Â Aring Å AElig Æ Ccedil Ç Egrave È Eacute É Ecirc Ê Ntilde Ñ Oacute Ó Oslash Ø Uacute Ú oelig œ OElig Œ scaron š Scaron Š zcaron ž Zcaron Ž larr ← uarr ↑ rarr → darr ↓ hearts ♥ check ✓ infin ∞ minus −'.split(
    ' ',
  )

const named = new Map<string, string>([
  ['nbsp', ' '],
  ['ensp', ' '],
  ['emsp', ' '],
  ['thinsp', ' '],
  ['shy', ''],
  ['zwnj', ''],
  ['zwj', '‍'],
  ['lrm', ''],
  ['rlm', ''],
])
for (let index = 0; index + 1 < pairs.length; index += 2) named.set(pairs[index] ?? '', pairs[index + 1] ?? '')
