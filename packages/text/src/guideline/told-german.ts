// German clauses that tell the customer to act: commands, "Sie" behind its verb, requests, conditions, needs.
import { BEFORE_A_COMMAND, DU_COMMANDS, IHR_COMMANDS } from '../address/imperatives.ts'
import type { Token } from '../clauses/tokens.ts'
import type { Clause, ReadSentence } from './reading.ts'
import { isNotWithout } from './settling.ts'
import { NO_DIRECTIVES, OUR_PLURALS, US, YOU_MODALS_DU, YOU_MODALS_SIE } from './words-of-acting.ts'

export function isToldGerman(clause: Clause, sentence: ReadSentence): boolean {
  const { words } = clause
  if (words.some((_, at) => isCommand(words, at) || isSieVerb(words, at))) return true
  // "Vielleicht probierst du es mal telefonisch".
  if (words.some(({ lower }, at) => lower === 'du' && DU_ACTS.test(words[at - 1]?.lower ?? ''))) return true
  if (words.some(({ lower }, at) => YOU_MODALS_DU.has(lower) && !isNounLike(words, at))) return true
  if (
    words.some(
      ({ lower }, at) =>
        lower === 'ihr' &&
        [words[at - 1], words[at + 1]].some(
          (beside) =>
            beside !== undefined &&
            (IHR_COMMANDS.has(beside.lower) || /^(?:findet|erreicht|könnt)$/.test(beside.lower)),
        ),
    )
  )
    return true
  // "Bitte die Hotline kontaktieren", "einfach die Störungsnummer wählen".
  const last = words.at(-1)!.lower
  if (
    (clause.has.has('bitte') || BEFORE_AN_INFINITIVE.has(words[0]!.lower)) &&
    /(?:en|ern|eln)$/.test(last) &&
    !clause.words.some(({ lower }) => US.has(lower))
  )
    return true
  if (clause.has.has('bitte') && !clause.words.some(({ lower }) => US.has(lower))) return true
  return isNotWithout(clause) || isIfYou(clause, sentence) || isWanted(clause)
}

const DU_ACTS =
  /^(?:probier|versuch|schreib|meld|ruf|nutz|schick|send|mail|wend|füll|geh|frag|wähl|kontaktier|klingel|schau|guck|vereinbar)e?st$/
const BEFORE_AN_INFINITIVE = new Set(
  'einfach kurz entweder gern gerne direkt lieber schnell dort alternativ am einmal erst zuerst vorher hier dazu dafür'.split(
    ' ',
  ),
)

function isNounLike(words: readonly Token[], at: number): boolean {
  const token = words[at]!
  return token.text !== token.text.toLowerCase() && at > 0
}

function isCommand(words: readonly Token[], at: number): boolean {
  const { text, opens } = words[at]!
  const lower = words[at]!.lower.replace("'s", '')
  if (!DU_COMMANDS.has(lower) && !IHR_COMMANDS.has(lower)) return false
  const before = words[at - 1]
  const next = words[at + 1]?.lower ?? ''
  if (/^(?:ich|er|es|wir|man|der|sie)$/.test(next) && !(next === 'sie' || next === 'es' || next === 'der')) return false
  if (US.has(before?.lower ?? '') || words.some((word) => word.lower === 'ich' && word !== words[at])) return false
  if (before === undefined || opens || BEFORE_A_COMMAND.has(before.lower) || before.lower === 'mal')
    return opens || text === lower || at === 0
  return (
    /^(?:uns|mir|dich|euch|doch|bitte|einfach|mal)$/.test(next) &&
    text === lower &&
    !words.slice(0, at).some(({ lower: other }) => /^(?:er|kollege|kollegin|team|sie|es|der)$/.test(other))
  )
}

/** "Schreiben Sie", "nutzen Sie", "Sie erreichen"; not "haben Sie", not "wir rufen Sie". */
function isSieVerb(words: readonly Token[], at: number): boolean {
  const { lower, text } = words[at]!
  if (
    lower !== 'sie' ||
    (text === 'sie' && !words.some((word) => word.text === 'Sie') && at > 1 && words[0]!.text !== words[0]!.lower)
  )
    return false
  const before = words[at - 1]
  const next = words[at + 1]
  if (before !== undefined && YOU_MODALS_SIE.has(before.lower))
    return !words.some((word) => /^(?:wir|ich)$/.test(word.lower))
  if (next !== undefined && YOU_MODALS_SIE.has(next.lower)) return true
  if (
    before !== undefined &&
    isDirectiveVerb(before.lower) &&
    before.text === (at === 1 ? before.text : before.lower)
  ) {
    const subject = words[at - 2]
    return subject === undefined || !(US.has(subject.lower) || OUR_PLURALS.has(subject.lower))
  }
  if (
    next !== undefined &&
    isDirectiveVerb(next.lower) &&
    (at === 0 || /^(?:dass|wenn|falls|,)$/.test(words[at - 1]!.lower))
  )
    return next.text === next.lower
  return false
}

function isDirectiveVerb(lower: string): boolean {
  return (
    /(?:en|ern|eln)$/.test(lower) &&
    !NO_DIRECTIVES.has(lower) &&
    lower.length > 3 &&
    !/^(?:gegen|neben|wegen|zwischen|unseren|ihnen|denen|wissen|bitten|für)$/.test(lower) &&
    !YOU_MODALS_SIE.has(lower)
  )
}

/** "wenn Sie uns anrufen", "if you call us". */
const OURS_FOLLOWS =
  /\b(?:rufe|rufen|melde|melden|schreibe|schreiben) (?:ich|wir)\b|\b(?:i|we)(?:'ll| will| can| could) (?:gladly |happily )?(?:call|ring|phone|email)\b/

function isIfYou(clause: Clause, sentence: ReadSentence): boolean {
  const { has } = clause
  if (!(has.has('wenn') || has.has('falls') || has.has('sofern') || has.has('if'))) return false
  if (!(has.has('sie') || has.has('du') || has.has('ihr') || has.has('you'))) return false
  if (OURS_FOLLOWS.test(sentence.words.map(({ lower }) => lower).join(' '))) return false
  return (
    !has.has('wir') &&
    !has.has('ich') &&
    !has.has('i') &&
    !has.has('we') &&
    !has.has('möchten') &&
    !has.has('mögen') &&
    !has.has('like')
  )
}

/** "Wir brauchen von Ihnen …", "es fehlt noch …", "benötigen wir". */
function isWanted(clause: Clause): boolean {
  if ((clause.has.has('need') || clause.has.has('require')) && clause.has.has('from') && clause.has.has('you'))
    return true
  const wants = clause.words.some(({ lower }) =>
    /^(?:brauchen|benötigen|fehlt|fehlen|bräuchten|benötigten|brauche|benötige)$/.test(lower),
  )
  if (!wants) return false
  return (
    clause.has.has('wir') ||
    clause.has.has('ich') ||
    clause.has.has('fehlt') ||
    clause.has.has('fehlen') ||
    clause.has.has('uns')
  )
}
