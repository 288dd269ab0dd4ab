/**
 * German words of praise and complaint, written for this project, graded by strength. An entry is a lower-case stem
 * with umlauts; inflected forms are found by cutting endings (word-grades.ts). A star lets anything follow, so that
 * compounds and derivations are met too ("enttäusch*" for enttäuscht, Enttäuschung, enttäuschend).
 */
export const germanGrades: [grade: number, words: string][] = [
  [
    3,
    `begeister* fantastisch* phantastisch* hervorragend* ausgezeichnet* großartig* wunderbar* grandios* genial* exzellent*
    perfekt* traumhaft* überragend* sensationell* phänomenal* weltklasse spitzenklasse spitzenmäßig* erstklassig*
    superklasse mega megageil* hammergeil* bombastisch* vorbildlich* vorzüglich* unschlagbar* herausragend* himmlisch*
    brillant* traumhaft* allerbeste* bester beste bestes besten liebe lieben liebt geliebt* lieblings* glücklich* überglücklich*
    hocherfreut hochzufrieden sehr-zufrieden vollzufrieden rundumzufrieden mustergültig* einwandfrei* makellos* tadellos*
    spitze bestens weiterzuempfehlen uneingeschränkt-empfehlenswert wahnsinnig-gut`,
  ],
  [
    2,
    `danke dankeschön dank dankbar* vielendank merci thx toll super klasse prima schön wunderschön* schick gut guter gutes gute guten
    freundlich* nett netter nette hilfsbereit* zuvorkommend* kompetent* zuverlässig* verlässlich* kulant* kulanz reibungslos* problemlos*
    unkompliziert* unbürokratisch* zufrieden* erfreu* freue freut freuen gefreut freude freudig* fröhlich* lob loben lobe gelobt* lobenswert* empfehle empfehlen
    empfehlenswert* weiterempfehl* vielversprechend* gelungen* gelingt geglückt* erfolg* erfolgreich* gewonnen gewinnt sieg siegt
    gratul* glückwunsch* herzlich* liebevoll* liebenswert* liebenswürdig* cool geil lecker köstlich* geschmackvoll* gemütlich* angenehm* bequem*
    komfortabel* vorteilhaft* preiswert* günstig* fair vorbild* professionell* souverän* sorgfältig* gründlich* gewissenhaft* pünktlich* überpünktlich*
    sauber blitzsauber* gepflegt* modern hochwertig* stabil robust effizient* effektiv* flott* zügig* schnell blitzschnell* prompt* umgehend
    aufmerksam* verständnisvoll* geduldig* höflich* respektvoll* hilfreich* nützlich* praktisch* sinnvoll* übersichtlich* verständlich*
    einfach-super bravo hurra juhu juhuu yeah yay jippie wow top topp tipptopp supernett superlieb superschnell supergut sympathisch*
    charmant* süß süße lustig* witzig* amüsant* unterhaltsam* spaß spass gefällt gefallen gefiel genieße genießen genossen genuss
    schätze schätzen wertvoll* bewundernswert* beeindruck* imposant* spannend* interessant* faszinier* entspannt* erholsam* erleichtert* stolz
    glück liebling* schatz umarm* knuddel* küsschen kuss bussi hdl ily ❤ heldin held helden engel verbesser* besser bereicher* lohnt gelohnt lohnenswert*
    behoben repariert gelöst geklärt funktioniert-wieder geht-wieder läuft-wieder wieder-in-betrieb barrierefrei* rollstuhlgerecht* behindertengerecht*
    gefeiert jubel* jubelt bejubel* applaus beifall verlass zusammenhalt solidarit* friedlich* frieden freiheit gerechtigkeit hoffnungsvoll* optimist* zuversicht* motiviert engagiert* fleißig* tüchtig* mutmach* tapfer* heldenhaft* ehrenwert* würdevoll* bravourös* meisterhaft* gekonnt* durchdacht* ausgereift* hochkarätig* preisgekrönt* ausgezeichnete
    hübsch* bildschön* bezaubernd* entzückend* niedlich* knuffig* putzig* herzig* goldig* zauberhaft* zucker schnuckelig* umwerfend* atemberaubend* wundervoll* göttlich* episch legendär* kultig* hammer knaller kracher burner bombe-gut granate chillig* gechillt lässig* stylish* edel elegant* fesch
    kuschel* knutsch* schmatz* drück-dich herzchen liebling süßer süßester schatzi mausi freundin-beste bff vermiss-dich-auch alles-gute alles-liebe herzlichen-glückwunsch happy-birthday gute-nacht schlaf-gut guten-morgen gute-besserung schönen-abend schönen-tag schönes-wochenende viel-spaß viel-glück viel-freude gute-reise prost zum-wohl toi
    erschwinglich* kostengünstig* spottbillig schnäppchen* gutes-preis preis-leistung fairer faire rückerstattet gutschrift nachgebessert ersetzt entschuldigung-angenommen ernst-genommen gut-beraten gut-aufgehoben bemüht-sich mitgedacht mitdenkend* lösungsorientiert* serviceorientiert* kundenfreundlich* kundennah* familienfreundlich* kinderfreundlich* hundefreundlich*
    vorfreu* gespannt fan mag mögen gern gerne liebstes`,
  ],
  [
    1,
    `ok okay okey passt ordentlich* solide brauchbar* annehmbar* akzeptabel* anständig* richtig korrekt* erfreulicherweise immerhin endlich zum-glück gottseidank
    glücklicherweise hoffnung hoffe hoffen hoffentlich neugierig* willkommen hilfe geholfen helfen hilft unterstütz* lösung lächel* lachen lach grins* zwinker*
    haha hahaha hihi hehe lol xd ruhig sicher sicherheit klar frisch warm leise hell neu neue neuer neues innovativ* fortschritt* einfach leicht bunt
    gewinn gewinne geschenk* kostenlos* gratis rabatt* gutschein erstattet erstattung entschädigt gutgeschrieben entgegenkommen* verständnis respekt wünsche grüße lg
    viel-erfolg vertrauen vertrauenswürdig* ehrlich* aufrichtig* persönlich feiern feier party urlaub wochenende ferien sonne sonnig* morgääähn
    begrüße begrüßen begrüßenswert* zustimm* recht-haben fördert gefördert ausbau modernisier* erneuer* freigegeben eröffnet eröffnung spart sparen erleichter* mutig* klug* schlau* weise
    gesund* lebendig* kreativ* nice love happy great cute awesome amazing sweet thanks`,
  ],
  [
    -1,
    `leider schade problem* schwierig* kompliziert* umständlich* langsam* spät später warten warte wartet gewartet wartezeit* warteschleife* wartend* schleppend* zäh unklar* unübersichtlich* verwirr*
    fehlt fehlen fehlend* fehler* mangel mängel mangelnd* mangelhaft* lücke* störung* gestört gestörter einschränk* eingeschränkt* verzöger* ausgebucht voll überfüllt* eng laut lärm* kalt dunkel
    teuer überteuert* preiserhöhung* gebühr* mahnung* strafe sperre gesperrt* gesperrte sperrung* geschlossen beschwer* reklam* reklamation* bemängel* kritik* kritisier* bedauer* bedenklich* fraglich* fragwürdig*
    zweifel* unsicher* sorge sorgen besorg* angst ängst* müde erschöpf* krank* schmerz* weh kopfschmerz* stress* gestresst hektisch* nervös* traurig* einsam* allein alleine vermisse vermissen verloren verliert verlust* niederlage
    verpasst verpasse verpasst* umweg* ausweich* ersatzverkehr schienenersatzverkehr sev baustelle* stau unfall* unfälle verletzt* gestürzt stürzt sturz unterbrochen* unterbrechung* kündig* storniert* widerspruch
    nix niemand keiner keinerlei nirgends vergeblich* umsonst ohne trotzdem schon-wieder immer-noch noch-immer seit-tagen seit-wochen seit-monaten weder obwohl angeblich* sogenannt* naja tja hm hmm
    schlecht-gelaunt fad fade öde langweil* mau dürftig* mäßig* mittelmäßig* durchwachsen* verbesserungswürdig* ausbaufähig* suboptimal* ungünstig* unpraktisch* unnötig* überflüssig* merkwürdig* seltsam* komisch* gewöhnungsbedürftig*
    kritisch* streit* gestritten ablehn* lehnt-ab abgelehnt weigert verweiger* blockier* stoppt gestoppt verhindert behindert drohen droht drohung warnt warnung schuld schulden verschuldet steuer-erhöhung rückgang
    sinkt gesunken schwach schwäche schwächelt pleite insolvent* arm armut hunger elend flucht rücktritt zurückgetreten entlassen entlassung* stellenabbau rausgeworfen gefeuert kürzung* gekürzt kürzt streicht gestrichen
    teurer verteuer* steigende-preise preistreiber* ersatzlos provisorisch notdürftig undurchsichtig* intransparent* bürokrat* behäbig träge lahm lahme lahmt stockt stockend ruckelt hängt hakt spinnt streikt
    abgewiesen gemeckert meckern gezeter zoff zickerei zickt quengel* nörgel* jaulen seufz seufzt gähn gähnend schnarch* schwitz* frieren friere bibber* glatt rutschig nass durchnässt
    alt veraltet* verschmutz* schmutz* staub* fleck* kratzer abgelaufen* abgebrochen* abbruch leer ausverkauft gegen protest* streik* bestreik* demo verboten verbot muss müssen warum wieso weshalb`,
  ],
  [
    -2,
    `schlecht schlechte schlechter schlechtes schlechteste* kaputt* defekt* defekte außer-betrieb ausser-betrieb verspät* verspätung* zu-spät ausfall ausfälle ausgefallen* ausfallen ausfällt fällt-aus enttäusch* ärger* verärger* nerv* genervt* nervig*
    frust* frustrier* unzufrieden* unfreundlich* unhöflich* unkooperativ* unprofessionell* inkompeten* unfähig* überfordert* unzuverlässig* unpünktlich* unverständlich* unbegreiflich* unbefriedigend* ungenügend* unzureichend* unbrauchbar*
    unnütz* nutzlos* wertlos* sinnlos* zwecklos* hoffnungslos* hilflos* rücksichtslos* respektlos* lieblos* planlos* ahnungslos* ratlos* sprachlos* fassungslos* verantwortungslos*
    vernachlässig* ignorier* abgewimmelt* abgespeist* hingehalten vertröst* im-stich hängengelassen allein-gelassen versagt versagen* vermurks* verschlamp* verbock* vergeigt* pfusch* murks schrott* müll mist bockmist saftladen dreckig* dreck* verdreckt* ekel* eklig*
    stink* gestank stinkt verschimmelt* schimmel* verfault* ungenießbar* fad widerlich* widerwärtig* scheußlich* hässlich* grauenvoll* schrecklich* furchtbar* entsetzlich* grausam* fürchterlich*
    schlimm* übel übelst miserabel* mies miese mieser mieses erbärmlich* jämmerlich* kläglich* peinlich* blamabel* blamage lächerlich* absurd* bescheuert* bekloppt* dämlich* doof blöd* dumm* idiot* depp* trottel* verarsch* verarscht* veräppel* verschaukel*
    abzock* abgezockt* wucher* betrug betrüg* betrogen* täusch* irreführ* lüge lügen lügt gelogen lügner* falsch falsche unverschämt frech unfair* ungerecht* unseriös* dubios* unlauter* illegal* rechtswidrig* korrupt*
    anwalt anwältin verbraucherzentrale schadensersatz klage verklag* anzeige-erstatten schikan* diskriminier* benachteilig* belästig* beleidig* bedroh* aggressiv* gewalt* angegriffen angriff überfall* prügel* tot töte* getötet mord* 
    verdammt* verflucht* verflixt* verfluch* nichts-funktioniert funktioniert-nicht geht-nicht geht-nix klappt-nicht läuft-nicht kommt-nicht abgestürzt absturz eingefroren verschwunden gestohlen geklaut beschädigt* zerstör* zerbrochen gebrochen zerkratzt* undicht*
    wütend* wut sauer stinksauer zornig* empör* schockier* schock* geschockt erschreck* erschütter* beängstig* gefährlich* gefahr lebensgefährlich* krise krisen chaos chaotisch* desaströs desaster durcheinander zumutung* unzumutbar* belastend*
    hass hasse hassen hasst gehasst verachte* verabscheu* heul* heulen wein weine weinen geweint tränen depri* deprimier* verzweifel* jammer* kotz* kotzt ankotz* würg* pfui igitt bäh buh scheitern gescheitert
    explosion terror* attentat* attentäter anschlag anschläge bombe bomben krieg* kriege opfer tote toten verletzte brand brennt gebrannt festgenommen festnahme verhaftet razzia mörder vergewaltig* missbraucht gewaltsam
    rassis* homophob* nazi nazis rechtsextrem* faschis* hetze hetzen hetzt hetzer propaganda populis* zensur überwach* bespitzel* spitzel spion* lobbyis* klüngel* filz vetternwirtschaft gier gierig* raffgier bonzen
    sündenbock doppelmoral heuchler* wahlbetrug verhunz* vermüll* gruselig* grusel* unheimlich deppert* beknackt* behämmert* gestört-oder hirnlos* hirnrissig* geisteskrank* irre irrsinn* wahnsinnig-nervig spinner* schwachsinn* schwachkopf blödsinn quatsch unsinn schmarrn käse bullshit
    niveaulos* geschmacklos* charakterlos* ehrlos* würdelos* schamlos* skrupellos* herzlos* lächerlichkeit farce witzfigur* pfeife pfeifen luschen lusche versager* loser nieten stümper* dilettant* amateurhaft* kaputtgespart* kaputtgemacht totgespart* marode* rostig* baufällig* ranzig* siffig* versifft* vergammelt* verrottet*
    gemein gemeinheit fies fiese bösartig* böse boshaft* hinterhältig* hinterlist* link-und-falsch verrat verräter* verraten intrig* mobbing gemobbt ausgenutzt ausbeut* ausgebeutet bevormund* gegängelt drangsalier* abserviert
    geplatzt gescheiterte verloren-gegangen weg-ist verpatzt* vergessen-worden verschlafen-habt unterschlagen* veruntreu* steuerverschwendung verschwend* verschleuder* verantwortungslosigkeit unverantwortlich* fahrlässig* leichtsinnig* grob-fahrlässig mangelerscheinung
    kacka kackt angepisst anpiss* pisst pisse piss rotz rotzig* motz* genöle nervt-so nervensäge nervenaufreibend* zermürb* aufreg* aufgeregt-hat reg-mich rege-mich entnervt* angefressen bedient-bin fassungslosigkeit kopfschütteln facepalm augenroll*
    reingefallen reingelegt hereingefallen übers-ohr über-den-tisch abgestaubt untergeschoben aufgeschwatzt aufgedrängt dauerwerbung spam belästigt werbeanrufe kaltakquise drückerkolonne
    vermeid* finger-weg nie-wieder nie-mehr niemals-wieder abraten rate-ab abgeraten wortbruch* heuchel* verlogen* arrogant* überheblich* skandal* versäum* fehlanzeige fehlerhaft* mangelware missstand* missbrauch*`,
  ],
  [
    -3,
    `katastroph* unverschämt* unverschämtheit frechheit* dreist* dreistigkeit unterirdisch* grottenschlecht* saumäßig* beschissen* scheiße scheiss* scheiß* kacke verkackt* skandalös* desaströs* desaster* abscheulich*
    horror* alptraum* albtraum* hölle inakzeptabel* unakzeptabel* unerträglich* unfassbar* unglaublich-schlecht untragbar* unhaltbar* indiskutabel* asozial* bodenlos* menschenverachtend* menschenunwürdig* armutszeugnis sauerei schweinerei saustall
    schande schändlich* drecks* drecksladen saftladen* sauladen verbrecher* verbrechen* kriminell* gauner* ganove* halsabschneider* betrüger* abzocke* abzocker* arschloch* arschlöcher wichser* hurensohn* fick* gefickt* verfickt* fuck* wtf 
    scheissverein dreckverein drecksverein saftverein zum-kotzen letzte-dreck nie-wieder vollidiot* volltrottel* vollpfosten* absolutes-nogo nogo no-go unterste-schublade totalversagen* totalausfall*`,
  ],
]

/** Turn what they stand before (up to three words on) into its opposite; "kein" and its forms are met by stem. */
export const germanNegations =
  'nicht nich net ned nie niemals kein keine keinen keinem keiner keines keinerlei nichts nix ohne weder kaum wenig weniger fehlende fehlendes fehlender mangelnde mangelnder selten'

/** Factor on the grade of the word that follows. */
export const germanIntensifiers: [factor: number, words: string][] = [
  [
    1.5,
    'sehr total völlig absolut extrem mega ultra super richtig wirklich echt unglaublich wahnsinnig so dermaßen derart zutiefst höchst ganz-besonders überaus äußerst maximal komplett einfach-nur verdammt sau mehr-als',
  ],
  [0.6, 'etwas bisschen bissl ein-wenig leicht relativ ziemlich halbwegs einigermaßen eher teilweise manchmal mäßig'],
]

/** Small words by which a text is known to be German. */
export const germanWords =
  'der das und ist nicht ich ein eine einen zu den dem von mit sich auf für im auch es an als dass bei nach wird sind wie noch oder haben hat nur wenn werden wir aber man schon mal ihr euch kein mir mich dir sie er ja was zum zur aus bin habe heute immer wieder hier da'
