/**
 * German words that compounds of customer care are made of, as they stand inside compounds. Written for this purpose; a
 * word is listed when its being there makes the other side of a compound a word of its own (Strom|rechnung), so words
 * that also begin or end foreign or derived words by chance (Art, Ei, Rat, Tor) are left out.
 */
export const germanNouns = `
abend abfall abflug abgabe abholung ablauf ablehnung abo abonnement abrechnung abschlag abschluss absender abteilung abwicklung adresse
agentur akku aktie aktion aktualisierung alarm alltag alter amt anbieter anfang anfrage angebot angestellte anhang ankunft anlage anleitung
anliegen anmeldung anruf ansage anschluss anschrift ansprech anspruch anteil antrag antwort anwalt anwendung anzahl anzeige apotheke app
arbeit arbeiter arbeitnehmer artikel arzt assistent assistenz aufgabe auflage aufladung auflauf auflistung aufpreis auftrag aufzug ausfall
ausgabe auskunft ausland auslieferung ausweis ausweich auszahlung auto automat bad baby backup bahn bahnhof bahnsteig bandbreite bank bargeld
basis batterie baum baustelle beamte bearbeitung bedarf bedienung bedingung beitrag beleg benutzer beratung bereich bericht beruf bescheid
beschwerde besitz bestand bestell bestellung besuch betrag betreiber betreuer betreuung betrieb betrug bett bewertung bezahl bezug bild
bildschirm bildung biometrie blatt blitz bodenbelag bonus bord brand breitband brief brille bruch bruder buch buchung bund bundes buro
bus business camping center chat chef computer coupon dach darlehen datei daten datenschutz datum dauer dauerauftrag depot diagnose dienst
dienstag dienstleistung digital display dokument donnerstag download drucker ecke eigentum einbau einfuhr eingang einkauf einlass einlage
einrichtung einsatz einstellung einzahlung einzel einzug eisenbahn elektro elektronik eltern empfang empfanger ende energie entgelt
entschadigung entwickler ergebnis erfahrung ersatz ersatzteil erstattung erwachsene essen euro fabrik fach fahr fahrer fahrgast fahrkarte fahrplan
fahrrad fahrschein fahrstuhl fahrt fahrzeug fall familie farbe feedback fehler feiertag fenster ferien fern fernseh fernseher fest
festnetz feuer feuerwehr filiale filter finanz finger firma flache flasche flatrate fleisch flotte flug fluggast flughafen flugzeug folge
formular forum foto fracht frage frau freischaltung freitag freund frist fuhrerschein funk funktion gang garantie garten gas gast gebiet
gebuhr gebuhren geburt geburtstag gefahr gegenstand gehalt geld gemeinde gemuse gepack gerat gericht gesamt geschaft geschenk geschichte geschwindigkeit
gesellschaft gesprach gesundheit getrank gewerbe gewinn girokonto glas glasfaser grenze gross grund gruppe guthaben gutschein gutschrift haft haftpflicht
halle haltestelle hand handel handler handy handwerker haupt haus haushalt haut heim heimat heiz heizung herbst hersteller hilfe himmel
hinweis hochzeit hof holz hosen hotel hotline hund hygiene immobilie impf information inhalt inhaber insel inspektion install
installation inter internet investition jahr jahres jahreszeit job jugend kabel kaffee kalender kalt kamera kampagne kanal kandidat karte
karten kasse kassen katalog kauf kaution keller kennwort kinder kind kino kirche klasse kleid kleider kleidung klima klinik knopf koffer kollege komfort
kommentar kommunikation kontakt konto kontroll kontrolle konzert konzern kopf kopie korper korb kost kosten kraft kranken krankenhaus krankheit kredit
kreditkarte kreis kreuz kuche kulanz kultur kunde kunden kundendienst kundenservice kundigung kunst kurier kurs kurz laden lade lager lampe land
landes langzeit lauf leben lebensmittel lehrer leistung leiter leitung liefer lieferant lieferschein lieferung linie link liste lizenz
lohn losung luft mahn mahnung makler mangel mann marke market markt maschine material maus medien medikament medizin mehrwert meister
meldung menschen mess messe miet miete mieter militar milch minder minuten mitarbeiter mitglied mitglieder mitgliedschaft mittag mittel mittwoch
mobel mobil mobilfunk modell monat monats montag montage morgen motor museum musik muster mutter nacht nachbar nachfrage nachmittag nachnahme
nachricht nachrichten nachweis name namen natur navi navigation neben netz netzwerk neukunde neuwagen norm notfall note nummer nummern nutzer nutzung objekt obst
offnung online opfer option optik ordner ordnung organisation ostern paket papier park parkplatz partei partner pass passagier passwort patient pause
pension person personal pfand pflege pflicht pilot platte platz politik polizei portal porto post postfach praemie pramie praxis preis
presse privat probe problem produkt profil programm projekt prospekt protokoll prozent prufung punkt qualitat quartal quelle quittung rabatt
rad radio rahmen rang rate raten raum reaktion rechner rechnung rechnungs recht rechts regel region reifen reihe reinigung reise reisende
reklamation rente reparatur reservierung rest restaurant retoure rettung risiko rohr rolle rolltreppe route router ruck ruckerstattung ruckfahrt ruckflug
ruckgabe rucknahme rucksendung ruckruf ruckzahlung ruf rufnummer ruhe rund runde sache sammel samstag satz schaden schadens schalter schein schichten
schicht schiff schild schlaf schlange schloss schluss schlussel schmuck schnell schrank schreiben schritt schuh schuld schulden schule schul schutz schwimm
seite sekunden selbst sende sender sendung senioren sensor serie server service sicherheit sicherung sicht sitz sitzplatz skandal software solar sommer
sonder sonntag sorge spar speicher sperre sperr spiel spielzeug sport sprach sprache sprech sprecher staat stadt stand stammkunde stamm standard
standort station statistik status steckdose stelle stellen steuer stimme stimm stock stoff storno stornierung storung strafe strassen strasse strecke streik streaming
strom student studie stuck studium stunde stunden such system tabelle tag tages tank tarif tarife tasche taschen technik techniker teil teilnehmer telefon
termin test text thema theater ticket tier tisch tochter tonne tour transport transfer treff treppe treue trink turen ubergabe ubersicht uberweisung
uhr umbau umfrage umleitung umsatz umstellung umtausch umwelt umzug unfall unternehmen unterkunft unterlagen unterricht unterschrift untersuchung update urlaub ursache urteil vater
verbindung verbindungs verbrauch verbraucher verein verfahren vergleich verhalten verkauf verkaufer verkehr verkehrs verlag verlauf verleih verlust vermieter vermittler vermittlung
verpackung versand verschluss versicherung versicherungs versorger versorgung verspatung verteiler vertrag vertrags vertreter vertrieb vertriebs verwaltung verzeichnis verzug video
voll vollmacht vorgang vorkasse vormittag vorschlag vorschuss vorstand vorteil wachs wagen wahl wald wand ware waren warenkorb warte wartung wasch wasser
web wechsel weihnachts weihnacht wein weisung welt werbe werbung werk werks werkstatt wert wetter widerruf widerrufs winter wirtschaft wissen wochen woche wochenende
wohn wohnung wort wunsch zahl zahler zahlung zahlungs zahn zeichen zeit zeitschrift zeitung zelle zentrale zentrum zettel zeug zeugnis ziel zimmer zinsen
zins zoll zone zubehor zug zugang zugangs zusage zusatz zustell zusteller zustellung zutritt zustand zweck zwischen`
