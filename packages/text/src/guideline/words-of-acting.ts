// The words by which a clause tells who acts. Data; what they mean together is decided in acting.ts.
const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

export const NEGATIONS = set(
  "nicht kein keine keinen keinem keiner ohne statt anstatt nie niemals weder not don't doesn't won't needn't without never no cannot can't instead rather didn't isn't aren't unnötig überflüssig unnecessary entfällt erspare ersparen erübrigt",
)
/** With one of these beside it a "not" invites: "zögern Sie nicht", "noch nicht", "don't hesitate". */
export const INVITING_NOTS = set('zögern scheuen zögere hesitate noch nur warum wieso why yet')

export const US = set("wir ich we i i'll we'll i've we've i'd we'd i'm we're wirs ichs")
export const YOU_MODALS_DU = set(
  'kannst könntest solltest musst müsstest darfst magst würdest möchtest könnt müsst solltet könntet dürft müsstet würdet hättest kannste musste erreichst findest schreibst nutzt rufst meldest wendest sendest schickst mailst',
)
export const YOU_MODALS_SIE = set(
  'können könnten sollten müssen müssten dürfen möchten würden mögen wollen dürften hätten wären',
)
/** Verbs before or behind "Sie" that tell nobody to do anything. */
export const NO_DIRECTIVES = set(
  'haben hatten sind waren werden wurden bekommen bekamen erhalten erhielten kriegen sehen meinen wissen kennen wünschen hätten gaben schrieben riefen fanden lesen hören denken glauben empfangen betreffen interessieren brauchten wollten konnten sollen mussten durften',
)
/** Subjects in the plural that may stand before "rufen Sie": then somebody else calls. */
export const OUR_PLURALS = set(
  'kollegen kolleginnen mitarbeiter mitarbeiterinnen techniker experten spezialisten monteure berater fahrer leute',
)

export const RECEIVING = set(
  'erhalten erhältst erhält bekommen bekommst bekommt bekam kriegen kriegst empfangen abonnieren receive receives received get gets zugeschickt zugesandt zugemailt erhielten',
)

export const ENGLISH_COMMANDS = set(
  'email mail call phone ring dial contact write send drop shoot ping reach get give fill complete submit use raise open log file head go visit pop try speak talk direct forward message put buzz hit telephone fax create lodge tell let explain share provide quote pass request report check find follow click see apply start follow attach include direct address return enter upload register attach note choose arrange pick',
)
export const BEFORE_ENGLISH = set(
  'please kindly just simply do then so or and also always to instead otherwise alternatively first pls directly best is',
)
export const YOU_ENGLISH = set("you you'll you'd you're you've u ya")
export const YOU_MODALS_ENGLISH = set(
  'can could may should must need might have want will would able welcome required going try',
)

/** "Wir bitten Sie", "I'd suggest", "es wäre gut": what follows is asked of the customer. */
export const REQUESTS = set(
  'bitten bitte empfehlen empfehle vorschlagen empfiehlt rate raten recommend suggest ask request advise advising encourage invite invited wäre freuen bittet vorschlag',
)
export const EXCLUSIVES = set('nur ausschließlich lediglich only exclusively solely allein einzig')
export const OBLIGATIONS = set('muss müssen müsste must need needs has have gehören gehört läuft laufen richten should')
