import type { Language } from '@resonanz/contracts'

/** What faces and signs say most often in complaints; the font of the file has none of them. */
const names: Record<string, [de: string, en: string]> = {
  '😀': ['lacht', 'grinning'], '😃': ['lacht', 'smiling'], '😄': ['lacht', 'smiling'], '😁': ['grinst', 'grinning'], '😆': ['lacht', 'laughing'], '😅': ['lacht verlegen', 'nervous laugh'],
  '😂': ['Tränen gelacht', 'tears of joy'], '🤣': ['Tränen gelacht', 'rolling with laughter'], '🙂': ['lächelt', 'smile'], '😉': ['zwinkert', 'wink'], '😊': ['freut sich', 'happy'], '😍': ['verliebt', 'heart eyes'],
  '😢': ['weint', 'crying'], '😭': ['weint laut', 'sobbing'], '😞': ['enttäuscht', 'disappointed'], '😔': ['traurig', 'sad'], '☹': ['traurig', 'sad'], '🙁': ['traurig', 'sad'], '😕': ['ratlos', 'confused'],
  '😠': ['verärgert', 'angry'], '😡': ['wütend', 'furious'], '🤬': ['flucht', 'swearing'], '😤': ['schnaubt', 'huffing'], '🤮': ['angewidert', 'disgusted'], '🤢': ['angewidert', 'nauseated'],
  '😱': ['entsetzt', 'shocked'], '😳': ['erschrocken', 'flushed'], '🤔': ['überlegt', 'thinking'], '🙄': ['verdreht die Augen', 'rolling eyes'], '😒': ['genervt', 'unamused'], '😩': ['erschöpft', 'weary'],
  '👍': ['Daumen hoch', 'thumbs up'], '👎': ['Daumen runter', 'thumbs down'], '👏': ['Applaus', 'applause'], '🙏': ['bitte', 'please'], '🤷': ['zuckt die Schultern', 'shrug'], '🤦': ['fasst sich an den Kopf', 'facepalm'],
  '💪': ['stark', 'strong'], '👌': ['gut', 'okay'], '✌': ['Sieg', 'victory'], '👋': ['winkt', 'waving'], '🖕': ['Mittelfinger', 'middle finger'],
  '❤': ['Herz', 'heart'], '💔': ['gebrochenes Herz', 'broken heart'], '🔥': ['Feuer', 'fire'], '🎉': ['Feier', 'party'], '💩': ['Haufen', 'pile of poo'], '⭐': ['Stern', 'star'], '✅': ['Haken', 'check'], '❌': ['Kreuz', 'cross'],
  '❗': ['Ausrufezeichen', 'exclamation'], '❓': ['Fragezeichen', 'question mark'], '⚠': ['Achtung', 'warning'], '📦': ['Paket', 'parcel'], '🚚': ['Lieferwagen', 'truck'], '📞': ['Telefon', 'telephone'], '✉': ['Brief', 'letter'],
} // biome-ignore format: a table

const picture =
  /\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic})*|\p{Regional_Indicator}{2}/gu

/** Emoji as words in brackets; runs of the same one are counted. Signs that the font has (©, ®, ™) stay. */
export function nameEmoji(text: string, language: Language): string {
  let last = ''
  let count = 0
  const named = text.replaceAll(/[\u0001\u0002]/g, '').replace(picture, (sign) => {
    if (/^[©®™]$/u.test(sign)) return sign
    const known = names[String.fromCodePoint(sign.codePointAt(0)!)]
    return `\u0001${known ? known[language === 'de' ? 0 : 1] : 'Emoji'}\u0002`
  })
  return named.replaceAll(/(?:\u0001[^\u0002]*\u0002\s?)+/g, (run) => {
    const found = [...run.matchAll(/\u0001([^\u0002]*)\u0002/g)].map(([, name]) => name!)
    const parts: string[] = []
    for (const name of found) {
      if (name === last && parts.length > 0) {
        count += 1
        parts[parts.length - 1] = `${name} ×${count}`
      } else {
        last = name
        count = 1
        parts.push(name)
      }
    }
    last = ''
    return `[${parts.join(', ')}]${/\s$/.test(run) ? ' ' : ''}`
  })
}
