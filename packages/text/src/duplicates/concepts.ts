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
