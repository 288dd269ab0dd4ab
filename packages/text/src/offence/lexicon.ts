// Stems of offence, written for this project, in the notation of `makePhraseFinder`: bare ones are found in compounds too,
// one that stands in harmless words is kept to an edge.

import { hashText } from '../learn/hash.ts'
import type { Tokens } from '../learn/tokens.ts'
import { makePhraseFinder, type PhraseFound } from '../phrases/phrase-finder.ts'

export type StemFound = PhraseFound<OffenceKind>

export const offenceKinds = ['insult', 'profanity', 'slur', 'threat', 'contempt', 'group'] as const
export type OffenceKind = (typeof offenceKinds)[number]

const stems: Readonly<Record<OffenceKind, string>> = {
  /** Names for a person. */
  insult: `
    idiot vollidiot trottel depp ^depp =deppen volldepp bloedmann bloedian dummkopf dumpfback hohlkopf hohlbirn holzkopf
    schwachkopf schwachmat vollpfosten =pfosten vollhonk =honk vollspast spast spasst spacko spacken ^spasti mongo =mongos
    hirnlos hirntot hirnamput hirni =hirnis ^schwachsinnig debil ^kretin kretin ^imbezil ^irre$ geisteskrank geistesgestoert geistesschwach
    gestoert$ psychopath soziopath arschloch arschgeig arschkriech arschgesicht ^arsch$ =arsch =aersche =arschi drecksack
    dreckskerl drecksau dreckschwein drecksschwein dreckspack mistkerl miststueck miststuck mistvieh scheisskerl scheisstyp
    wichser wixer wixxer ^wixx hurensohn huhrensohn =hs hurensoehn hure$ =huren =hurn ^nutte nutte schlampe ^schlamp
    flittchen fotze ^fotz bastard =bastarde schwuchtel =tunte kanaille =lump =lumpen lumpenpack gesindel =pack
    abschaum dreckspatz pissnelk pisser ^penner =penner penner$ asozial =assi =assis ^assi$ =asi =asis proll =prolet prolet$ versager
    nichtsnutz taugenichts nichtskoenner totalversager loser =loser luegner ^luegner =luegenmaul =luegenbold heuchler
    ^heuchl verraeter volksverraeter landesverraet hochverraet =schwein =schweine =schweinen dreckschwein schweinehund =sau =saeue wildsau
    =esel =kamel =rindvieh rindviech hornochs =ochse hammel$ =affe =affen =affenbande =ratte =ratten rattenpack =schlange ^zecke =zecken
    =parasit parasit schmarotz =ungeziefer ungeziefer gschwerl geschmeiss =brut lügenbrut nazibrut
    =clown =clowns clowns$ kasper =kasperl kasperle hampelmann hanswurst witzfigur lachnummer =pfeife =pfeifen vollpfeif
    flachpfeif knallkopf knalltuet =tussi =tussie tussi$ =zicke =zicken =weib =weiber dummes-weib =trulla trampel =kuh =bloede-kuh =hexe =schnepfe =schabracke =mutti =murksel
    ferkel$ =merkill =ferkel =honecker weichei waschlapp =memme feigling jammerlapp =mumu =opfer vollopfer =spinner spinner$ vollspinner
    wahnsinnige irrsinnig =irre =irrer verrueckte =bekloppt =bekloppte beknackt bescheuert =bloed =bloede =bloeder =bloeden =bloedes bloed$ strohdumm saudumm saubloed
    strunzdumm stockdumm =dumm =dumme =dummer =dummen =dummes dummheit ^dummdreist =doof =doofe =doofen daemlich =duemmste =duemmer duemmlich verbloed verdumm
    grenzdebil =hohl unterbelicht minderbemittelt kinderschaend kinderfick paedophil =paedo vergewaltiger =verbrecher verbrecher$ schwerverbrecher
    =kriminelle =betrueger betrueger =abzocker =gauner =ganove =bandit halunk =schurke =schuft =scheusal widerling ekelpaket kotzbrock
    grossmaul =maulheld dummschwaetz schwaetzer schwafler dampfplauder labertasch hetzer kriegstreib kriegshetz volkshetz
    =diktatorin fascho faschist =nazi =nazis =nazisau nazipack nazischwein neonazi =stasi stasi$ =kommunistin gestapo goebbels hitler =eva-braun =fuehrerin
    idiot =moron moron moronic imbecile =dumbass dumbass dumbfuck asshole arsehole =arse =jerk =jerks bastard =bitch bitches bitch$ =cunt cunts =twat =wanker wanker
    =prick =dick =dickhead dickhead douche =scumbag scumbag =scum =tosser =muppet =moronic =retard retard =loser losers =clown
    =pig =pigs =rat =rats =liar liars =crook crooks =thief thieves =scammer scammers =imbeciles =halfwit nitwit =dimwit =pathetic =coward =slut =whore whores
    =trash =vermin motherfucker =fucker fuckers =shithead shitheads =bellend =knobhead =numpty =braindead =lowlife =creep`,
  /** Coarse words that need no target. */
  profanity: `
    scheiss scheiße scheisse =shice =schei =kacke ^kack kackbratze beschissen verschissen =verdammt =verdammte =verfickt verfick =fick ^fick gefickt =ficken =fickt
    abgefuckt fuck =fck =fuckt wtf =pisse angepisst verpiss =kotzen =kotze =kotzt ankotz kotz$ ^kotzueb =kot =arschlecken leck-mich ^leckmich =fresse halt-die-fresse
    =maul halts-maul =schnauze schnauze-voll =titten =moese =pimmel =schwanzlutsch =eier =furz =furzen verarsch gearscht =arschkarte =arschtritt =mist =mistladen =drecksladen drecks$ ^drecks =dreck dreck$
    =saftladen =sauladen =scheissladen =scheissverein =saumaessig =bullshit bullshit =shit shitty =crap crappy fucking =damn goddamn =bollocks =bloody-hell =piss =pissed =arsed =stfu =gtfo =wankers =balls`,
  /** Words that degrade a group. */
  slur: `
    kanake =kanack kanack kanak =neger negerin neger$ =nigger nigger nigga =bimbo =bimbos =mohr kameltreib ziegenfick eselfick =zigeuner zigeuner =zigan =polacke polacke
    =itaker =spaghettifresser =schlitzaug =fidschi kuemmeltuerk =kuffnuck =musel musel$ ^musel muselman muselpack muslimbrut islamnazi islamofasch islamisier mohammedan =mullah =koranfurz
    kopftuchmaed kopftuchfrau kopftuchweib burkafrau =nafri nafris goldstueck =goldstuecke fachkraefte$ =rapefugee rapefug refugees-not asylant asylbetrueg asylschmarotz asyltourist scheinasyl asylforder asylindustr
    wirtschaftsfluecht sozialschmarotz sozialtourist invasor invasion =invasoren umvolk ueberfremd volkstod volksaustausch bevoelkerungsaustausch durchmisch rassenschand untermensch =herrenrasse
    judensau =judenpack judenschwein =jud saujude drecksjude =zionist zionist$ zionazi =itzig schwuchtel =schwuli =homo =homos =lesbe kampflesbe transe =transen =shemale genderwahn gendergaga
    =krueppel krueppel =behindi =spasten =mongoloid =mongo ossi-pack =kartoffelfresser =biodeutsche =passdeutsche passdeutsch =zonis
    linksgruen linksversifft versifft gruenversifft linksfaschist linksfasch gruenfasch oekofasch linksterror antifanten =antifant linkspack gruenenpack =zeckenpack rotgruen gutmensch bessermensch bahnhofsklatsch
    teddybaerwerf luegenpresse lueckenpresse systempresse systemmedien staatsfunk zwangsgebuehr =gez-funk =altpartei altparteien systempartei blockpartei volksverraet volksverrat volksfeind deutschenhass deutschlandhass
    =merkelgaeste merkelgast =merkels-gaeste messermaenn =messermann messermigr =messerfachkraft gruppenvergewalt vergewaltigerpack kinderschaender
    =paki pakis =chink chinks =gook =wetback =spic =kike kikes =faggot faggots =fag =fags =dyke =tranny trannies =towelhead raghead sandnigger =coon =gypsy =gyppo =retards =mongol =jap =japs`,
  /** Words that announce or wish violence. */
  threat: `
    aufhaeng aufgehaengt aufknuepf erhaeng =haengen =gehaengt =galgen erschiess =erschossen abknall umbring umgebracht =umlegen =abstechen abstech ^absteche =aufschlitz schlitz-dich =koepfen enthaupt =vergasen vergas gaskammer =ab-ins-gas
    =steinigen kastrier =totschlag totschlag ^totschl =verrecke verreck =krepier krepier =abschlacht =ausrotten ausrott ausmerz =vernichten ^vernicht =auspeitsch =verbrennen =anzuenden abfackel =kopfschuss an-die-wand =standgericht =lynch lynch
    verpruegel zusammenschlag =vermoebeln =aufs-maul in-die-fresse eins-auf-die =kill-you kill-yourself =kys kys$ shoot-you i-will-kill i-ll-kill =behead beheaded rape-you beat-you burn-in =hang-them hang-you find-you-and know-where-you gut-you slit-your die-in-a
    weiss-wo-du weiss-wo-dein wir-kriegen-dich ich-krieg-dich ich-krieg-euch wir-kriegen-euch eine-reinhauen eine-reinhaun eine-knallen fresse-polieren watch-your-back you-ll-regret finde-dich mach-dich-kalt mach-dich-fertig bring-dich-um bringe-dich-um dein-haus-wohnt besuch-bei-dir`,
  /** Contempt that needs no swear word. */
  contempt: `
    schaem-dich schaemt-euch schaemen-sie widerlich widerwaertig ekelhaft eklig abartig pervers verlogen verkommen heuchler verachtens abschaum erbaermlich armselig jaemmerlich laecherlich peinlich =schande schandfleck
    unertraeglich =unfaehig unfaehige unfaehigkeit korrupt verlogene =gehirnwaesch gehirngewasch =verstrahlt realitaetsfern weltfremd =bildungsfern ungebildet analphabet primitiv =arrogant arrogant ueberheblich =dreist dreist =unverschaemt frechheit
    groessenwahn machtgeil geldgeil mediengeil =geisterfahrer =marionette marionett handlanger =buettel speichelleck =schleimer =schleimbeutel =vasall vasallen =lakai hofbericht =propaganda propaganda hetze$ =hetze =hetzen
    in-die-tonne =entsorgen entsorgt =weg-mit =muss-weg =raus-mit =abschieben abschieb ausweisen =zurueckschick rueckfuehr =ausbuergern geh-sterben =geh-kacken hau-ab =verschwinde verpiss-dich schleich-dich zieh-leine =geschwafel =geschwaetz gelaber =dummgelaber geseier gesuelze =gejammer =geheule =geplaerre
    disgusting disgrace pathetic shameful =worthless =useless incompetent =vile =filthy go-to-hell drop-dead shut-up shut-the get-lost piss-off fuck-off screw-you fuck-you =suck-my =kiss-my`,
  /** Groups that are degraded most often; by themselves they say nothing. */
  group: `
    =jude =juden juedisch muslim moslem moslems =islam islamisch islamist =tuerke =tuerken tuerkisch araber arabisch afrikaner schwarze$ =schwarze =schwarzen fluechtling asylbewerber asylsuch migrant migranten =auslaender auslaender
    =roma =sinti syrer afghane iraker =polen =russen rumaene bulgare zuwander einwander =schwule =schwulen =lesben homosexuell transgender =frauen feminist behindert =christen =deutsche =deutschen
    =linke =linken =gruene =gruenen =spd =cdu =afd merkel maas schulz gabriel politiker journalist presse =medien
    =jews =muslims =immigrants refugees migrants =blacks =gays =women =foreigners`,
}

/** Harmless words that hold a stem. */
const harmless: ReadonlySet<string> = new Set(
  `brochure brochures barsch marsch harsch dreckig kotzebue hitlerattentat hitlerzeit hitlerjugend spastik spastisch spastische schwarzer schwarzes gestoert ungestoert
  stoerung assistent assistenz assistentin assist assistant assistance assisted assi stuttgart essen ratten-gift geweiht scunthorpe
  cocktail dickens peacock shitake shiitake analyse penny pennern entsorgung bloedelei homogen homonym homoeopathie raten ueberraschung
  presseschau linkedin linkes links gruener gruenes weibliche weiblich weibchen schlampig verlegen luegen verdammtnis hetzen vernichtung vernichtend invasiv pressestelle pressemitteilung`
    .split(/\s+/)
    .filter(Boolean),
)

const findAll = makePhraseFinder(stems, harmless)

/** Coarse words that strengthen or sigh. */
const sighs: ReadonlySet<number> = new Set(
  'verdammt verdammte verdammter verdammtes mist kacke dreck damn goddamn crap pissed'
    .split(' ')
    .map((word) => hashText(word)),
)

/** The stems of offence in a text, in order. Sighs alone ("so ein Mist, der Bus ist weg") are none. */
export function findStems(tokens: Tokens): StemFound[] {
  const found = findAll(tokens)
  const isSigh = ({ kind, token }: StemFound) => kind === 'profanity' && sighs.has(tokens.hash[token]!)
  return found.every((stem) => stem.kind === 'group' || isSigh(stem)) ? found.filter((stem) => !isSigh(stem)) : found
}

/** Stems that are an insult whatever polite words stand around them. */
const strong =
  'vollidiot arschloch hurensohn wichser wixxer fotze drecksau dreckschwein drecksschwein dreckskerl schlampe nutte arschgeig arschgesicht vollpfosten judensau saujude kanake motherfucker asshole arsehole cunt dickhead scumbag faggot nigger'.split(
    ' ',
  )

/** Whether a word, as written, holds one of the strongest stems. */
export function isStrong(word: string): boolean {
  const lower = word.toLowerCase()
  return strong.some((stem) => lower.includes(stem))
}
