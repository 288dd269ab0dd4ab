/**
 * Words that say the same of a concern, German and English together, one idea per line. `a+b` are two words within three
 * places. Written for this purpose from the everyday words of customer care; inflected forms and compounds come by
 * themselves.
 */
export const conceptLines = `
refund: erstattung rückerstattung rückzahlung erstatten zurückerstatten zurückzahlen zurücküberweisen rückvergütung refund reimburse reimbursement geld+zurück money+back geld+wieder betrag+zurück gutgeschrieben gutschrift credited paid+back pay+back
charge-twice: doppelt zweimal zweifach duplicate twice double doppelabbuchung
charge: abbuchung abgebucht abbuchen eingezogen einziehen belastet belastung lastschrift charged charge debit debited deduct deducted withdrawn kassiert berechnet berechnen
invoice: rechnung abrechnung invoice bill billing billed rechnungsbetrag
price: preis preise kosten kostet teuer teurer verteuert verteuerung preiserhöhung preisanstieg price pricing cost costs expensive pricey overpriced fee gebühr gebühren tarifpreis
increase: erhöhung erhöht erhöhen angehoben anheben gestiegen steigen anstieg mehr+bezahlen mehr+zahlen raise raised increase increased hike
pay: bezahlen zahlen zahlung bezahlung überweisen überweisung überwiesen bezahlt gezahlt payment pay paid transfer transferred
card: karte kreditkarte girokarte bankkarte debitkarte card creditcard
account: konto kundenkonto benutzerkonto account profil profile nutzerkonto zugang
login: login einloggen anmelden anmeldung einwählen log+in sign+in login logon signin logging eingeloggt angemeldet
password: passwort kennwort zugangsdaten password passcode pin credentials
blocked: gesperrt sperre sperrung gesperrten blockiert blocked locked lockout suspended lock deaktiviert deactivated disabled eingefroren frozen
code: code tan sms bestätigungscode sicherheitscode verification otp verifizierung
app: app anwendung applikation application
website: website webseite homepage internetseite seite webshop onlineshop portal site page
crash: absturz abstürzen stürzt abgestürzt hängt aufhängen eingefriert einfriert schließt crash crashes crashing freeze freezes freezing hangs closes schmiert+ab
broken: kaputt defekt beschädigt beschädigung zerbrochen zerstört zerstörte zerbeult gebrochen schaden mangel mängel broken damaged damage defective faulty smashed shattered cracked eingedrückt zerrissen torn
fail: funktioniert funktionieren geht klappt läuft works work working function laufen gehen klappen tut funktionsfähig
error: fehler fehlermeldung störung fehlerhaft error bug fault failure glitch panne
outage: ausfall ausgefallen störung netzausfall ausfälle lahmgelegt tot outage down offline disruption dead weg unterbrochen unterbrechung
slow: langsam lahm träge ruckelt ruckeln schleppend kriecht slow sluggish laggy lag crawling
internet: internet wlan dsl breitband router leitung netz internetanschluss internetverbindung festnetz broadband wifi network connection anschluss
mobile: mobilfunk handy empfang funkloch mobilfunknetz lte signal reception coverage
electricity: strom stromausfall energie electricity power gas stromversorgung
deliver: lieferung liefern geliefert zustellung zustellen zugestellt ausgeliefert auslieferung zusteller lieferdienst delivery deliver delivered shipping shipped ship versand versendet verschickt versenden geschickt bote kurier courier
parcel: paket päckchen sendung bestellung ware artikel parcel package packet order ordered bestellt item shipment lieferung
arrive: angekommen ankommen kommt gekommen eingetroffen erhalten bekommen bekam kriegen gekriegt eingegangen da arrive arrived arrival received receive come turned+up came got
missing: fehlt fehlen fehlte fehlende verschwunden verschollen verloren vermisst vermisse missing lost vanished disappeared absent abhandengekommen unauffindbar
late: verspätung verspätet spät zu+spät verzögerung verzögert verzögerte überfällig late delay delayed overdue behind unpünktlich hinterher verspäten verspätete
wait: warten warte gewartet wartezeit wartezeiten warteschleife warteschlange wait waiting waited queue hold schlange
weeks: wochen woche weeks week
days: tagen tage days
cancel: kündigung kündigen gekündigt kündige cancel cancellation cancelled cancelling stornieren storno stornierung storniert terminate termination beenden beendet vertragsende aussteigen widerruf widerrufen widerrufe abmelden abbestellen unsubscribe
cancelled-trip: gestrichen gecancelt annulliert entfallen ausfallen fällt+aus fiel+aus entfällt
contract: vertrag vertrags vertragslaufzeit contract agreement abo abonnement subscription membership mitgliedschaft tarif plan laufzeit
change: ändern änderung geändert ändere umändern wechseln wechsel umstellen tauschen change changed changing switch switching amend update aktualisieren umbuchen umbuchung rebook modify
address: adresse anschrift wohnort umzug umgezogen umziehen address moved moving relocate neue+wohnung
name: name nachname namensänderung heirat geheiratet surname married
return: zurückschicken retoure rücksendung zurücksenden rückgabe zurückgeben umtausch umtauschen zurückgeschickt zurückgesendet zurückgegeben return returned returning exchange retour send+back sent+back
wrong: falsch falsche falscher verkehrt verwechselt fehlerhaft wrong incorrect mistaken false different inkorrekt stimmt+nicht unrichtig
reply: antwort antworten antwortet geantwortet rückmeldung melden meldet gemeldet reagiert reagieren reaktion zurückgemeldet reply replies replied answer answers answered response respond responded feedback hear heard gehört höre
reach: erreichen erreichbar erreiche erreicht durchkommen durchgekommen rangehen abnehmen hebt+ab geht+ran reach reachable get+through contact pick+up picks+up
call: anruf anrufen telefon telefonisch telefonat angerufen hotline call called calling phone telephone phoned rang ring
email: email mail emails mails geschrieben schreiben wrote written message nachricht nachrichten
staff: mitarbeiter mitarbeiterin verkäufer verkäuferin personal fahrer fahrerin schaffner schaffnerin kontrolleur berater beraterin bedienung kassiererin techniker staff employee agent driver conductor clerk representative cashier advisor crew technician
rude: unfreundlich unhöflich frech pampig respektlos patzig herablassend motzig rude unfriendly impolite disrespectful snappy arrogant grob angeschnauzt angemotzt
friendly: freundlich nett höflich hilfsbereit zuvorkommend friendly kind nice helpful polite lovely
praise: super toll klasse spitze prima großartig hervorragend begeistert genial great awesome excellent fantastic brilliant amazing lob loben lobenswert zufrieden satisfied
train: zug bahn ice regionalbahn sbahn train railway rail zugverbindung
bus: bus busse linienbus buses coach
flight: flug flieger flugzeug flights flight plane airline
luggage: gepäck koffer gepäckstück reisegepäck luggage suitcase baggage bag
ticket: ticket fahrkarte fahrschein fahrausweis monatskarte tickets fare bahncard
seat: sitzplatz platz sitz reservierung plätze seat seats reservation sitzplatzreservierung
crowded: voll überfüllt überfüllung gedrängt stehen packed crowded overcrowded full rappelvoll proppenvoll
air: klimaanlage klima heiß hitze stickig aircon conditioning hot stuffy
cold: kalt heizung friert frieren kühl cold freezing heating heater
clean: sauber schmutzig dreckig verdreckt schmutz dreck putzen stinkt versifft clean dirty filthy stinks smelly müffelt ekelhaft gereinigt reinigung
elevator: aufzug fahrstuhl lift rolltreppe elevator escalator
toilet: toilette wc klo toiletten toilet restroom bathroom
wheelchair: rollstuhl barrierefrei barrierefreiheit gehbehindert rollator wheelchair accessible accessibility disabled
connection: anschluss anschlusszug umsteigen verpasst connecting missed transfer
voucher: gutschein gutscheincode rabattcode rabatt aktionscode coupon voucher discount promo promotion code gutscheinkarte
stock: ausverkauft lieferbar vorrätig verfügbar bestand stock sold+out available availability vergriffen
quality: qualität quality minderwertig cheap billig schlecht+verarbeitet
food: essen speise mahlzeit gericht lebensmittel food meal dish
spoiled: schimmel schimmelig verdorben abgelaufen vergammelt faul verfault moldy mouldy rotten spoiled expired mold
warranty: garantie gewährleistung warranty guarantee
repair: reparatur reparieren repariert instandsetzung wartung repair repaired fix fixed fixing beheben behoben
install: installation installieren einrichten einrichtung aktivieren aktivierung freischalten freischaltung install setup set+up activate activation anschalten freigeschaltet
appointment: termin terminvereinbarung terminabsage appointment slot
branch: filiale geschäft laden store shop branch markt
open: öffnungszeiten geöffnet offen auf opening opened hours open schließt geschlossen closed
data: datenschutz persönliche+daten dsgvo privacy gdpr personal+data datenauskunft
delete: löschen löschung gelöscht delete deleted deletion erase remove removed entfernen
ads: werbung newsletter werbemails spam reklame advertising ads marketing werbeanruf
fraud: betrug betrüger abzocke abgezockt phishing betrogen scam fraud fraudulent scammer rip-off ripped+off fake gefälscht fälschung
stolen: gestohlen geklaut diebstahl stolen theft stole gehackt hacked hack
claim: schadensmeldung schadensfall versicherungsfall leistungsfall claim claims regulierung
insurance: versicherung versichert insurance insured police policy
meter: zähler zählerstand ablesung meter reading zählerstände
instalment: abschlag abschlagszahlung rate raten ratenzahlung instalment installment instalments
credit: kredit darlehen loan mortgage finanzierung financing credit
lawyer: anwalt rechtsanwalt verbraucherzentrale klage gericht verklagen lawyer court sue legal verbraucherschutz
complaint: beschwerde beschweren reklamation reklamieren complaint complain complaining
tracking: sendungsverfolgung tracking sendungsnummer trackingnummer sendungsstatus track status verfolgen
neighbour: nachbar nachbarn neighbour neighbor
door: haustür tür klingel geklingelt klingeln door doorbell rang+bell ablageort abgestellt
download: herunterladen download downloaden downloaded
video: video film serie stream streaming movie show folge buffering
sound: ton ton audio sound
screen: bildschirm display anzeige screen schwarz black
battery: akku batterie battery aufladen charging laden ladegerät charger
instructions: anleitung bedienungsanleitung handbuch instructions manual
points: punkte bonuspunkte treuepunkte points rewards miles meilen
child: kind kinder sohn tochter baby child children kids son daughter kinderwagen stroller pram
parking: parkplatz parken parkhaus parkschein parking park
noise: lärm laut krach noise loud noisy
night: nachts nacht night
bike: fahrrad rad räder bike bicycle
salary: lohn gehalt salary wages
satisfied: zufrieden zufriedenheit satisfied happy pleased
technician: techniker monteur installateur handwerker montage technician engineer plumber
driver: fahrer busfahrer zusteller paketbote postbote lieferant driver courier
receipt: beleg quittung kassenbon bon kaufbeleg receipt proof nachweis
fine: strafe bußgeld strafzettel knöllchen erhöhtes+beförderungsentgelt fine penalty fined
reminder: mahnung zahlungserinnerung mahngebühr inkasso reminder dunning collection
pet: hund hunde katze haustier haustiere tier tiere dog dogs cat pet pets animal animals
wagon: wagen waggon abteil zugabteil regionalzug carriage wagon compartment coach
trip: reise reisen reisetermin fahrt urlaub ferien ausflug trip travel travelling traveling journey holiday vacation voyage cruise kreuzfahrt
booking: buchung buchen gebucht reserviert reservieren booking booked book reserve reserved
hotel: hotel hotelzimmer zimmer unterkunft übernachtung übernachten room accommodation overnight
mould: schimmel flecken mold mould
water: wasser warmwasser dusche duschen leck wasserhahn water shower leak
heat: heizung heizkörper warm wärme heating heater radiator
hot: heiß überhitzt überhitzung hot overheats overheating burn burned verbrannt
size: größe größen small medium large size gr
colour: farbe farben verfärbt ausgebleicht colour color faded fades
shoes: schuh schuhe sohle stiefel shoes shoe boots sole
clothes: jacke hose hemd kleid pullover mantel shirt jacket trousers dress coat fabric stoff
redesign: redesign neue+oberfläche design layout übersichtlich unübersichtlich oberfläche
find: auffindbar unauffindbar locate
update: update version aktualisierung updating updated upgrade
start: start starten startet öffnen öffnet launch opens open+app aufrufen aufrufbar laden lädt load loads
reservation: reservierung reserviert reservation reserved booked+seat
points: punkte treuepunkte points rewards
insect: schnecke käfer wurm raupe insekt fliege kakerlake bug worm insect snail
theft: gestohlen diebstahl stolen fremd fremde hacker
child-purchase: ohne+erlaubnis aus+versehen versehentlich accidentally mistake accident vertan vertippt
phone-number: rufnummer telefonnummer nummer portierung number
callback: rückruf zurückrufen zurückgerufen callback call+back called+back
hold: warteschleife warteschlange ewig hold queue
noise: lärm krach laut lautstärke noise noisy loud
construction: baustelle bauarbeiten bau construction roadworks
waste: müll abfall tonne mülltonne restmüll müllabfuhr geleert rubbish trash garbage waste bin bins
packaging: verpackung verpackt folie karton plastik packaging packed wrapped box
fund: gutschrift guthaben credit balance
fuel: ladesäule ladestation laden aufladen charging charger
term: mindestlaufzeit laufzeit bindung kündigungsfrist vertragsbindung minimum+term
discriminate: rassistisch rassismus diskriminierung diskriminiert hautfarbe racist racism discrimination
insult: beleidigt beschimpft angeschrien angebrüllt insulted yelled shouted abused
incompetent: inkompetent ahnungslos unfähig keine+ahnung kannte+aus incompetent clueless useless
deceived: aufgeschwatzt untergeschoben angedreht getäuscht irreführend misled tricked misleading missold
expired: abgelaufen ungültig expired invalid gültig valid
rejected: abgelehnt ablehnung verweigert akzeptiert angenommen verworfen rejected refused declined denied turned+down reject rejects accepted
processing: bearbeitung bearbeitet antrag prüfung status processing processed pending application progress
meter-reading: zählerstand zähler stromzähler ablesen ablesung
consumption: verbrauch kilowattstunden verbraucht consumption usage used
monthly: monatlich monatsbeitrag abschlag monthly month monat monate months
cash: bargeld kleingeld geldautomat automat ticketautomat scheine münzen cash atm machine
vaccination: impfung impfen geimpft impftermin impfstoff impfzentrum vaccine vaccination vaccinated shot
infection: infizieren infiziert infektion anstecken ansteckend angesteckt ansteckung infect infected infection infectious contagious catch catching
virus: virus corona coronavirus covid covid19 sarscov2 erreger pathogen virus krankheit erkrankung disease illness
spread: übertragen übertragung verbreiten verbreitung verbreitet ausbreitung übertragbar spread spreads spreading transmit transmitted transmission carried pass passed
symptom: symptom symptome anzeichen beschwerden krankheitszeichen symptoms signs sign symptom features
protect: schützen schutz vorbeugen vorbeugung vermeiden schutzmaßnahmen protect protection prevent prevention avoid protecting precautions precaution safe
mask: maske masken mundschutz atemschutz schutzmaske mask masks facemask facemasks
test: test testen getestet testung tested testing diagnose diagnosed diagnostiziert nachweisen
hospital: krankenhaus klinik spital hospital hospitals clinic ward
doctor: arzt ärztin hausarzt ärzte praxis doctor doctors physician gp healthcare
risk: risiko gefahr gefährlich gefährdet risikogruppe riskant risk risky danger dangerous vulnerable susceptible endangered
pregnant: schwanger schwangere schwangerschaft ungeborenes pregnant pregnancy womb
baby: baby säugling kind kinder babys babies kids children newborn infant
old: alte ältere senioren elderly old older seniors
treat: behandlung behandeln therapie medikament medikamente arznei heilung heilen treat treatment therapy cure medicine medication drug
quarantine: quarantäne isolation isoliert selbstisolation quarantine quarantined isolate isolation
wash: waschen händewaschen desinfizieren desinfektion desinfektionsmittel seife wash washing sanitizer disinfect soap disinfection
die: sterben tod tödlich sterblichkeit todesfall gestorben die died death deadly mortality fatal
origin: herkunft ursprung stammt entstanden entstehung quelle source origin come+from comes+from originate
weather: wetter temperatur temperaturen sommer weather temperature temperatures summer
work: arbeit arbeiten arbeitsplatz arbeitgeber homeoffice beruf büro work+from workplace employer job office
school: schule schulen kita kindergarten school schools kindergarten
event: veranstaltung veranstaltungen konzert event events gathering gatherings
border: grenze einreise einreisen ausland border entry enter entering abroad
shopping: einkaufen einkauf supermarkt supermärkte shopping supermarket groceries
immune: immun immunität wieder+anstecken immune immunity twice again+infected reinfected
surface: oberfläche oberflächen gegenstände surface surfaces objects
blame: stigma stigmatisieren diskriminieren beschuldigen blame stigmatize stigmatise accuse stigma
long: dauer dauert lange wie+lange how+long duration inkubationszeit incubation
explain: erklären erklärt begründung grund explain explanation reason
entitled: anspruch recht rechte entschädigung ausgleich entitled compensation rights entitlement
support-money: hilfe unterstützung soforthilfe zuschuss kurzarbeit kurzarbeitergeld kurzarbeitergelds financial+help subsidy grant
visit: besuchen besuch besuche visit visiting visitor
food-buy: lebensmittel essen nahrung food meals
confirm: bestätigung bestätigt bestätigen confirmation confirm confirmed auftragsbestätigung
`

/** What the opposite of an idea says: "nicht angekommen" is missing. */
export const oppositeLines = `
arrive missing
deliver missing
fail broken-down
reach unreachable
reply unreachable
friendly rude
clean dirty
open closed
satisfied complaint
praise complaint
`

/**
 * Ideas that say what is wrong or wanted, those of one line near enough to be the same. Texts that both say so and have no
 * line in common speak of the same thing but not of the same concern.
 */
export const troubleLines = `
missing late wait tracking hold
crash broken fail error outage slow broken-down repair start
refund charge-twice return fund charge
increase price
cancel term
cancelled-trip late outage
reply reach unreachable callback hold wait
rude insult discriminate
friendly praise satisfied
wrong
change
crowded
cold heat hot
clean
spoiled insect mould
blocked login password rejected
expired rejected
fraud stolen theft deceived
delete ads
incompetent
noise
install
`
