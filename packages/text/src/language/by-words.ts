// Tells German from English and both from the rest where no model is at hand, from function words and typical letters.

type ByWords = {
  code: 'de' | 'en' | null
  /** 0 to 1; 0 when `code` is null. */
  confidence: number
}

/** Words beyond this tell nothing new. */
const wordsRead = 120
const charsRead = 1_500
/** Less evidence than one certain function word, or a closer race than this, is no answer. */
const evidenceNeeded = 2
const shareNeeded = 0.62

type Language = 'de' | 'en' | 'other'

/** Reads at most 1,500 characters. */
export function detectByWords(text: string): ByWords {
  const points = { de: 0, en: 0, other: 0 }
  const words =
    text
      .slice(0, charsRead)
      .toLowerCase()
      .match(/[\p{L}’']+/gu) ?? []
  for (const word of words.slice(0, wordsRead)) addWord(points, word)
  const code = points.de >= points.en ? 'de' : 'en'
  const best = points[code]
  const rest = points.other + (code === 'de' ? points.en : points.de)
  const share = best === 0 ? 0 : best / (best + rest)
  if (best < evidenceNeeded || share < shareNeeded) return { code: null, confidence: 0 }
  // Little evidence lowers the confidence however one-sided it is.
  return { code, confidence: Math.round(share * (1 - 1 / (1 + best)) * 100) / 100 }
}

function addWord(points: Record<Language, number>, word: string): void {
  const known = functionWords.get(word)
  if (known !== undefined) {
    // "in" and "was" are words of several languages and weigh little.
    const weight = known.length > 1 ? 0.6 : known[0] === 'other' ? 2 : 3
    for (const language of known) points[language] += weight
    return
  }
  if (foreignLetters.test(word)) points.other += 2
  else if (germanLetters.test(word)) points.de += 1.2
  if (word.length < 4) return
  if (germanShapes.test(word)) points.de += 1.2
  if (englishShapes.test(word)) points.en += 1.2
  if (otherShapes.test(word)) points.other += 0.7
}

const foreignLetters =
  /[àâáãåæçčćďéèêëěğíìîïıłľńňñóòôõőøœřśşšťúùûůűýżžźđßẞ]{2}|[àâáãåæçčćďèêëěğíìîïıłľńňñóòôõőøœřśşšťúùûůűýżžźđþăąęțș]|\P{Script=Latin}/u
const germanLetters = /[äöüß]/
const germanShapes =
  /sch|^(?:ge|ver|be|er|ent|zer|auf|aus|ein|ab|an|vor|zu|un)\p{L}{3,}(?:en|t|te|ten|ung|ungen)$|(?:ung|ungen|keit|heit|lich|liche|lichen|licher|schaft|tät|isch|ische|ischen|ieren|iert|ierte|nisse?|chen|bar|tz|pf|zw|ück|eit|eiten|igen?|stelle|stellt)$|ei[tnsbgl]|ie[rdlb]|ck|tzt|cht|^z/u
const englishShapes =
  /(?:ing|tion|ness|ment|ought|ould|ight|ght|wh|ity|ies|ously|ful|less|able|ed|ly|ship|ward|sh|ck|ology|ee|oo|ea|ey|ry|ty)$|^(?:wh|th|un|re|kn|wr|str|qu)\p{L}|th|ea|oo|ou|wn|ough|sh(?!c)|ay|ey|[aeiou]y/u
const otherShapes =
  /(?:aci|zione|ción|ção|eau|eux|oux|ij|aa|uu|ij|sj|kj|gj|owy|ych|nie|cie|eria|ette|elle|ista|mente|ller|ande|else|heid|lijk|ør|lar|ler|szt|cz|sz|dź|rz)|(?:os|as|o|a|ą|ę|i|u)$/u

const functionWords = build({
  de: 'und der die das den dem des ein eine einen einem einer eines ist sind war waren wird werden wurde wurden hat haben hatte hatten nicht kein keine keinen auch noch nur schon sehr aber oder denn weil dass daß wenn als wie wo was wer warum wann ich du er sie es wir ihr mich mir dich dir uns euch ihn ihm ihnen mein meine meinen meiner meinem dein deine sein seine ihre ihren ihrem ihrer unser unsere unserem für mit von vom zu zum zur bei beim nach aus auf über unter vor zwischen durch gegen ohne um im am ins ans bis seit während trotz hier dort da dann jetzt heute morgen gestern immer wieder nie mehr viel viele alle alles etwas nichts bitte danke hallo guten tag kann können konnte muss müssen soll sollte will wollen möchte würde darf sich man so doch mal ja nein ob diese dieser dieses diesem welche jede jeder andere anderen selbst sowie bereits damit dazu dafür davon daher',
  en: "the and of to in is are was were be been being have has had do does did not no but or because that if when as how where what who why which i you he she it we they me him her us them my your his its our their this these those there here then now today tomorrow yesterday always never again more much many all any some nothing something please thanks thank hello can could must should will would shall may might a an at by for from with about into over under between through against without until since while with on out up down off only just very also too so than don't doesn't didn't isn't can't won't i'm it's i've you're yes get got been into after before still other such own same both each few most such",
  other:
    'de het een en van ik je niet dat die op te zijn met voor aan er maar om ook als bij nog naar heb heeft wordt worden le la les un une des et est pas que qui dans pour sur avec ce cette sont je vous nous il elle mais ou où du au aux par plus el los las una y es no que en por con para del al se lo su como pero più il lo gli che di è non per una sono con del della nel alla och att det som en är på av för med den till inte har jag om ett og er til av på ikke jeg det som den de har vi med for nie się na jest że do to jak ale za od po co w z i o ve bir bu için ile da ne çok var değil olarak daha a az és hogy nem van egy meg is el je se na u za su od da što kao koji biti si v sa že aby ktorý při jako jsou byl și în cu pe nu este care din la mai să au é os uma não com um por mais foi ao dos das não hun han at være men ein eg ikkje',
})

function build(lists: Record<Language, string>): ReadonlyMap<string, readonly Language[]> {
  const map = new Map<string, Language[]>()
  for (const [language, list] of Object.entries(lists) as [Language, string][])
    for (const word of new Set(list.split(' '))) map.set(word, [...(map.get(word) ?? []), language])
  return map
}
