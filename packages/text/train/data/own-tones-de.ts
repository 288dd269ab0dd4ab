// German texts to and about companies, written for this project. "[a|b]" is a choice, "{thing}" a word of a list below.

export const germanLists: Record<string, string> = {
  firma:
    'die Bahn|der Anbieter|die Post|der Paketdienst|die Bank|die Sparkasse|der Stromversorger|die Stadtwerke|die Versicherung|die Airline|der Händler|der Onlineshop|das Möbelhaus|der Mobilfunkanbieter|die Krankenkasse|der Verkehrsverbund|das Busunternehmen|die Werkstatt|der Lieferdienst|das Hotel|der Supermarkt|der Reiseveranstalter',
  wem: 'der Bahn|euch|Ihnen|diesem Anbieter|der Post|der Bank|dem Paketdienst|der Hotline|dem Kundenservice|der Versicherung|diesem Laden|dem Verein|dem Shop|der Airline|den Stadtwerken',
  ding: 'die App|der Router|das Internet|die Rechnung|das Paket|die Lieferung|der Zug|der Bus|die Bahn|der Automat|das Ticket|die Heizung|der Vertrag|die Website|das Gerät|die Bestellung|der Tarif|die Klimaanlage|die Waschmaschine|das WLAN|das Konto|die Karte|die Toilette|der Fahrstuhl|die Software|das Update|die Matratze|der Koffer|das Essen',
  person:
    'Mitarbeiter|Mitarbeiterin|Zugbegleiter|Schaffnerin|Fahrer|Busfahrer|Techniker|Berater|Kollegin|Dame an der Hotline|Herr am Schalter|Zusteller|Verkäuferin|Servicekraft|Kontrolleur',
  dauer:
    'seit Tagen|seit Wochen|seit Monaten|seit drei Wochen|seit gestern|seit heute früh|seit über einer Stunde|seit zwei Monaten|seit Montag|seit einem halben Jahr|seit 14 Tagen|den ganzen Tag|stundenlang',
  n: '5|10|15|20|30|40|45|50|60|70|90|120',
  zug: 'ICE 512|RE 5|S3|U6|IC 2023|RB 48|Tram 4|Bus 61|S-Bahn|Regionalbahn|ICE nach Hamburg|Zug nach Köln|RE nach Ulm',
  ort: 'Köln|Hamburg|München|Berlin|Stuttgart|Leipzig|Hannover|Wien|Mannheim|Kassel|Freiburg|Bremen|Graz|Zürich|Nürnberg|Dortmund|Mainz|Rostock|Erfurt',
  tag: 'heute|gestern|am Montag|am Wochenende|morgens|am Freitag|diese Woche|letzte Woche|jeden Tag|vorhin',
  ach: '|Leute, |Also |Sorry, aber |Ehrlich gesagt: |Hallo, |Guten Tag, |Liebes Team, |@service |@kundendienst |Mal ehrlich, |Ganz ehrlich: |Moin, |Hm, |Puh, ',
  ende: '||||!|!!|!!!|.|.| 😡| 🙄| 👎|…| #fail| Nie wieder!| Das geht gar nicht.',
  froh: '||||!|!!|.|.| 😊| 👍| :-)| ❤️| #danke| Weiter so!| Gerne wieder.',
  teil: 'Router|Aufzug|Lift|Heizung|Herd|Drucker|Ladekabel|Akku|Rolltreppe|Schranke|Leitung|Kühlschrank|Türschloss|Zähler|Modem|Bremse',
}

export const germanComplaints = `
{ach}{ding} [funktioniert|geht|läuft] {dauer} nicht[| mehr| richtig]{ende}
{ach}[schon wieder|mal wieder|wieder einmal] {n} Minuten [Verspätung|zu spät|Wartezeit]{ende}
{ach}{zug} [fällt|ist] [mal wieder|schon wieder] [aus|ausgefallen|zu spät] und [keiner sagt was|keine Durchsage|niemand informiert uns|wir stehen hier rum]{ende}
{ach}ich warte {dauer} auf [eine Antwort|Antwort|eine Rückmeldung|mein Geld|den Techniker|mein Paket|die Erstattung|einen Rückruf]{ende}
{ach}{dauer} [kein Internet|kein Netz|keinen Strom|kein warmes Wasser|keine Antwort|keine Reaktion|nur Ausreden|nur Vertröstungen]{ende}
{ach}[unverschämt|eine Frechheit|eine Zumutung|ein Witz|eine Schande|ein Armutszeugnis|peinlich|lächerlich|unfassbar|inakzeptabel], was {firma} [sich da leistet|hier abzieht|da macht|mit Kunden macht]{ende}
{ach}der {person} war [unfreundlich|unverschämt|völlig überfordert|patzig|genervt|inkompetent|respektlos|frech]{ende}
{ach}[nie wieder|nicht noch einmal|ganz sicher nicht mehr] bei {wem}{ende}
{ach}[ich bin|wir sind] [sehr|maßlos|total|wirklich|echt] [enttäuscht|verärgert|sauer|unzufrieden|genervt] von {wem}{ende}
[Der schlechteste|Der mieseste|Schlechtester|Unterirdischer|Grottenschlechter|Miserabler] [Service|Kundenservice|Support|Laden], den ich [je|jemals] [erlebt|gesehen] habe{ende}
[Schlechter|Miserabler|Katastrophaler|Lausiger|Mieser] [Service|Kundendienst|Support|Empfang] bei {wem}{ende}
{ach}{n} Euro [für nichts|zu viel abgebucht|Strafe, obwohl ich ein Ticket hatte|Mahngebühr, ohne dass je eine Rechnung kam|Gebühr? Das ist Abzocke]{ende}
{ach}[mein Paket|meine Bestellung|mein Koffer|meine Karte] ist [verschwunden|immer noch nicht da|kaputt angekommen|beschädigt|weg] und [keiner kümmert sich|niemand ist zuständig|die Hotline legt auf|ich werde nur vertröstet]{ende}
{ach}[Hotline|Warteschleife|Telefon]: {n} Minuten [gewartet|in der Schleife|Musik gehört], dann [rausgeflogen|aufgelegt|keine Hilfe|falsch verbunden]{ende}
{ach}[ich kündige|ich habe gekündigt|Kündigung ist raus|ich wechsle den Anbieter|jetzt reicht es, ich wechsle]{ende}
{ach}warum [bekomme ich keine Antwort|geht hier keiner ans Telefon|klappt bei {wem} nie etwas|dauert das so lange|muss ich dafür doppelt zahlen|ist {ding} ständig kaputt]?{ende}
{ach}[wieso|warum|weshalb] [kommt|ist] {zug} [jeden Morgen zu spät|schon wieder nicht|immer so voll|nie pünktlich]??{ende}
{ach}{zug} [völlig überfüllt|total überfüllt|brechend voll|dreckig und voll|ohne Heizung|ohne Klimaanlage|mit defekter Toilette]{ende}
{ach}[Klimaanlage ausgefallen|Toilette defekt|Heizung kaputt|Tür defekt|Reservierung nicht angezeigt|Wagen fehlt] im {zug}{ende}
Danke für nichts, {firma}{ende}
[Na toll|Na super|Super|Toll|Klasse|Bravo|Prima|Herzlichen Glückwunsch], [wieder|schon wieder|mal wieder] [{n} Minuten Verspätung|Zug verpasst|kein Anschluss|keine Antwort|ausgefallen|alles kaputt|zu spät zur Arbeit]{ende}
[Toller Service|Super Service|Ganz großes Kino|Tolle Leistung|Reife Leistung], {firma}: [seit Wochen keine Antwort|Paket weg|{n} Minuten gewartet|alles falsch gemacht|Anschluss verpasst]{ende}
Vielen Dank für [{n} Minuten Verspätung|die verpasste Verbindung|die kaputte Lieferung|den kalten Zug|nichts|die Wartezeit]{ende}
{ach}[so verliert man Kunden|so geht man nicht mit Kunden um|das ist kein Service|Service sieht anders aus|Servicewüste Deutschland|von Kundenfreundlichkeit keine Spur]{ende}
{ach}[man wird|ich werde] [nur abgewimmelt|ständig vertröstet|von einem zum anderen geschickt|belogen|ignoriert|für dumm verkauft|im Stich gelassen]{ende}
{ach}[Abzocke|Betrug|Verarsche|Wucher|Frechheit|Sauerei] [hoch drei|pur|bei {wem}|vom Feinsten]{ende}
{ach}{ding} [ist schon wieder kaputt|geht dauernd kaputt|stürzt ständig ab|hängt dauernd|ist eine Katastrophe|ist Schrott|ist der letzte Mist|taugt nichts|ist unbrauchbar]{ende}
{ach}[falsche Ware|die falsche Größe|ein defektes Gerät|leerer Karton|abgelaufene Ware] [geliefert|bekommen|erhalten], [Rücksendung abgelehnt|Erstattung verweigert|keiner reagiert|seitdem Funkstille]{ende}
{ach}[keine|null] [Information|Infos|Ansage|Hilfe|Entschuldigung|Kulanz|Reaktion] von {wem}{ende}
{ach}[Preise|Die Preise|Der Preis] bei {wem} [sind eine Frechheit|steigen und der Service wird immer schlechter|viel zu hoch|für diese Leistung unverschämt]{ende}
{ach}[da fährt man|da ist man] [einmal|extra] mit {wem} und [dann das|steht nur rum|kommt zwei Stunden zu spät an|bleibt liegen]{ende}
{ach}[ich komme|wegen {wem} komme ich] [jetzt zu spät zur Arbeit|zu spät zum Termin|zu spät zur Prüfung|nicht mehr nach Hause]{ende}
Die [Kontrolleure|Mitarbeiter|Fahrer] sind [rücksichtslos|unhöflich|aggressiv|arrogant] und [die Züge dreckig|keiner hilft|die Preise zu hoch|das Personal überfordert]{ende}
{ach}[stehen|wir stehen|sitzen|stecken] {dauer} [in {ort} fest|im Zug fest|am Bahnhof|auf freier Strecke] [und frieren|ohne Infos|ohne Wasser|und nichts passiert]{ende}
{ach}[die Reparatur|das Umtauschen|die Stornierung|das Einloggen|die Bezahlung|die Buchung] [klappt nicht|schlägt fehl|ist nicht möglich|dauert ewig|ist viel zu kompliziert|bricht immer ab]{ende}
{ach}ich habe [dreimal|schon viermal|mehrfach|x-mal] [angerufen|geschrieben|nachgefragt], [nichts passiert|ohne Erfolg|keine Antwort|immer andere Ausreden]{ende}
{ach}{firma} [nervt|nervt nur noch|ist das Letzte|kann es einfach nicht|bekommt es nicht hin|versagt komplett|hat versagt|lügt|ist unfähig]{ende}
[Das Chaos bei|Dauernd Ärger mit|Immer wieder Probleme mit|Nur noch Stress mit] {wem}{ende}
{ach}[leider|sehr schade:|echt schade,] [keine Kulanz|keine Einsicht|ein Stern weniger|nicht zu empfehlen|nur Probleme|eine Enttäuschung|die Qualität hat stark nachgelassen]{ende}
[Qualität|Verarbeitung|Kundendienst|Sauberkeit|Pünktlichkeit] [mangelhaft|ungenügend|unter aller Sau|lässt sehr zu wünschen übrig|war mal besser|eine Katastrophe]{ende}
[Bahnfahren|Reisen mit {wem}|Einkaufen dort] ist [eine Qual|ein Albtraum|der Horror|die Hölle|kein Vergnügen|reine Nervensache]{ende}
{ach}finger weg von {wem}{ende}
{ach}[ich fühle mich|man fühlt sich] [verarscht|betrogen|nicht ernst genommen|unsicher|allein gelassen|abgezockt]{ende}
{ach}[wenn|falls] sich [bis Freitag|bis morgen|jetzt] nichts [tut|ändert], [gehe ich zum Anwalt|gehe ich zur Verbraucherzentrale|kündige ich|bin ich weg]{ende}
Ich hasse [diese App|die Hotline|diese Verspätungen|Bahnfahren|{firma}]{ende}
Das Personal [hat keine Ahnung|war nicht hilfsbereit|kümmert sich nicht|war gar nicht nett]{ende}
Der Service ist [nicht gut|gar nicht gut|alles andere als gut|nicht mehr das, was er mal war|wenig hilfreich|nicht zu gebrauchen]{ende}
[Unfall|Brand|Störung|Sturm|Signalstörung|Oberleitungsschaden|Bombenfund] [bei|in|nahe] {ort}: [Strecke gesperrt|Züge werden umgeleitet|mehrere Verletzte|Ersatzverkehr eingerichtet|Bahnverkehr eingestellt|Verzögerungen bis {n} Minuten] http://t.co/x
{zug}: [Verspätung|Ausfall|Umleitung|Gleisänderung|geänderte Abfahrt] [wegen einer Signalstörung|wegen Bauarbeiten|wegen eines Notarzteinsatzes|in {ort}|um etwa {n} Minuten]
[Preise|Fahrpreise|Gebühren|Tickets|Die Tarife] [bei {wem}|im Nahverkehr|der Banken] [steigen|werden teurer|steigen erneut|werden ab Januar angehoben] [um {n} Prozent|zum Jahreswechsel|schon wieder] http://t.co/x
[Ausfälle|Verspätungen|Störungen|Probleme|Chaos|Beschwerden|Pannen] bei {wem}: [Fahrgäste sauer|Kunden klagen|tausende Haushalte betroffen|Kritik wird lauter|Pendler müssen warten|wieder keine Besserung] http://t.co/x
[Der Ausstand|Die Panne|Der Serverausfall] bei {wem} [trifft|verärgert|kostet] [Pendler|viele Kunden|Reisende] [hart|wieder einmal|Zeit und Nerven]
[Fahrgastverband|Verbraucherschützer|Stiftung Warentest|Kunden|Anwohner] [kritisiert|kritisieren|warnt vor|klagen über|ärgern sich über|beschweren sich über] [mangelnden Service|schlechte Züge|versteckte Gebühren|lange Wartezeiten|{wem}|die Verspätungen]
{firma} [streicht|schließt|kürzt|verschärft|reduziert] [Verbindungen|Filialen|Stellen|die Kulanzregeln|den Service|Züge am Abend]
[Lauter Rüpel|Nur Drängler|Rücksichtslose Leute|Schreiende Teenager] [am Bahnsteig|an der Kasse|im Wartezimmer|im Bus], [furchtbar|schlimm|und keiner sagt was|ich kann nicht mehr]
[Pöbelnder|Laut telefonierender|Aufdringlicher] [Mann|Typ|Fahrgast|Kunde] [vor mir|in der Schlange|im Abteil]. [Ich will raus|Muss das sein|Wo ist das Personal|So ein Ärger]
[Wieso|Warum] [kommt {ding} nie an|ist {zug} dauernd verspätet|steht {zug} schon wieder]? [Kein Mensch informiert uns|Wer ersetzt mir das|Das ist doch kein Zustand|]
[Auf meine Beschwerde|Auf drei Mails|Zu meinem Antrag] [kam nichts|kam nie eine Reaktion|habe ich bis heute nichts gehört|kam nur ein Textbaustein]
[Im|Der|In der] [{zug}|Bahn|Wagen 9] [ist kein Platz|stinkt es|ist es eiskalt|sind alle Plätze belegt|ist die Toilette defekt|ist es unerträglich heiß]{ende}
{ach}[ich bin|wir sind|bin] [mit {wem}|mit dem neuen Tarif|damit|mit der Beratung|mit dem Gerät|] [nicht|gar nicht|überhaupt nicht|leider nicht|nicht mehr|alles andere als] [zufrieden|glücklich|begeistert]{ende}
{ach}[das war|der {person} war|die Beratung war|die Hotline ist|das ist] [nicht|gar nicht|überhaupt nicht|leider nicht|nicht gerade|wenig|nicht besonders] [hilfreich|freundlich|kompetent|gut|schön|nett|kundenfreundlich|fair|professionell|lustig|toll]{ende}
[Gefällt mir|Das gefällt uns|Die neue App gefällt mir] [nicht|gar nicht|überhaupt nicht|leider nicht mehr]{ende}
Sehr geehrte Damen und Herren, [leider ist die gelieferte Ware defekt|hiermit beschwere ich mich über Ihren {person}|seit Wochen warte ich auf eine Antwort|Ihre Rechnung ist erneut falsch|hiermit kündige ich wegen der ständigen Störungen|ich bin sehr verärgert über die Verspätung|trotz mehrfacher Nachfrage ist nichts geschehen|die Reparatur war mangelhaft]. [Ich erwarte eine Entschädigung|Ich setze Ihnen eine Frist bis Freitag|Das ist nicht akzeptabel|Ich bin enttäuscht|Mit freundlichen Grüßen]
[Guten Tag|Hallo], [leider muss ich reklamieren|meine Lieferung kam beschädigt an|die Ware ist mangelhaft|ich muss mich beschweren|Ihr Techniker kam wieder nicht|bei der Abbuchung ist erneut ein Fehler passiert], [das ist ärgerlich|so geht das nicht|ich erwarte Ersatz|bitte klären Sie das endlich|ich bin enttäuscht]. [Viele Grüße|Mit freundlichen Grüßen|]
{ach}[der Strom|das Internet|das Warmwasser|der Empfang|das Telefon|der Fernseher] [war|ist] [{tag}|schon wieder|stundenlang|seit gestern|ständig] [weg|ausgefallen|tot|gestört]{ende}
[Doppelte|Falsche|Unberechtigte|Überhöhte|Unbekannte] [Abbuchung|Rechnung|Lastschrift|Forderung|Gebühr|Berechnung]{ende}
{teil} [defekt|kaputt|ausgefallen|ohne Funktion|zerbrochen|undicht|reagiert nicht|geht nicht an|hat den Geist aufgegeben]{ende}
[Kein|Noch kein|Immer noch kein|Bis heute kein] [Techniker|Rückruf|Geld|Ersatz|Strom|Empfang|Signal|Termin] [|da|gekommen|erhalten|in Sicht]{ende}
[Ware|Schrauben|Zubehör|Sendung|Ein Karton|Netzteil] [fehlt|beschädigt|vertauscht|verkehrt|zerkratzt|verbogen|nass geworden]{ende}
[Zugang|Konto|Profil|Kundenkarte|Gutschein|Passwort] [gesperrt|wird abgelehnt|nicht erkannt|angeblich ungültig][|, obwohl alles stimmt|, seit {n} Tagen|, und keiner weiß warum]
[Zum zweiten Mal|Zum wievielten Mal jetzt|Erneut|Schon wieder] [gefragt|geschrieben|angerufen|reklamiert], [ohne Ergebnis|nichts passiert|nur Bandansage|keine Reaktion]{ende}
`

export const germanPraise = `
{ach}[vielen|herzlichen|lieben|tausend|besten] Dank [für die schnelle Hilfe|für die tolle Beratung|für den netten Service|für die schnelle Antwort|an die nette Kollegin|für die Kulanz|für das Entgegenkommen]{froh}
{ach}der {person} war [sehr|super|total|wirklich|ausgesprochen|richtig] [freundlich|nett|hilfsbereit|kompetent|geduldig|zuvorkommend|höflich|lieb]{froh}
[Toller|Super|Klasse|Hervorragender|Perfekter|Spitzen-|Ausgezeichneter|Sehr guter|Erstklassiger] [Service|Support|Kundendienst|Laden|Kundenservice]{froh}
{ach}[das hat|alles hat|es hat] [reibungslos|problemlos|super|wunderbar|bestens|prima|einwandfrei|ganz unkompliziert] [geklappt|funktioniert]{froh}
{ach}[heute|mal|ausnahmsweise] ein Lob an {firma}: [pünktlich|alles super|schnelle Hilfe|nettes Personal|sauberer Zug|sehr kulant|Problem sofort gelöst]{froh}
{ach}[ich bin|wir sind] [sehr|rundum|total|mehr als|äußerst] [zufrieden|begeistert|glücklich|dankbar] [mit {wem}|]{froh}
{ach}[kann ich nur empfehlen|absolut empfehlenswert|sehr zu empfehlen|immer wieder gern|jederzeit wieder|gerne wieder]{froh}
{ding} [läuft wieder|funktioniert wieder|geht wieder|ist repariert|ist da], [danke|vielen Dank|super, danke|das ging ja schnell]{froh}
{ach}[schnelle|superschnelle|blitzschnelle|prompte|pünktliche] [Lieferung|Antwort|Hilfe|Reaktion|Bearbeitung], [danke|top|perfekt|so muss das sein|klasse]{froh}
{zug} [pünktlich|auf die Minute|sauber und leer|mit freiem WLAN], [der {person} freundlich|entspannt angekommen|so macht Reisen Spaß|danke dafür]{froh}
[Ich liebe|Ich mag|Mir gefällt|Ich freue mich über] [die neue App|den neuen Zug|euren Service|euren Humor|das neue Design|die neue Verbindung|euer Angebot|diesen Laden]{froh}
{firma} [macht einen guten Job|ist super|ist echt klasse|hat mir sehr geholfen|hat sich vorbildlich gekümmert|ist einfach spitze|hat das toll gelöst]{froh}
[Hut ab|Respekt|Kompliment|Chapeau|Daumen hoch|Großes Lob|Ein dickes Lob|Ein Dankeschön] an {firma}{froh}
[Das Essen|Das Hotel|Das Zimmer|Die Fahrt|Die Beratung|Das Gespräch|Der Umtausch] war [lecker|wunderbar|sehr angenehm|ausgezeichnet|entspannt|top|richtig gut|schön|freundlich und schnell]{froh}
{ach}endlich [funktioniert {ding}|ist {ding} da|freies WLAN im Zug|ein Anbieter, der hilft|jemand, der mir zuhört|wieder schnelles Internet]{froh}
[Super|Toll|Klasse|Wow|Großartig|Wunderbar|Perfekt], [dass das so schnell ging|wie schnell ihr geantwortet habt|das ist mal Service|endlich barrierefrei|der neue Zug ist schön|hat alles geklappt]{froh}
[Der neue|Die neue] [Bahnhof|App|Filiale|Zug|Wagen|Homepage] ist [richtig schön|sehr gelungen|modern und bequem|super geworden|eine echte Verbesserung|übersichtlich und schnell]{froh}
[Ohne Probleme|Ganz einfach|Unbürokratisch|Sehr kulant] [umgetauscht|erstattet|storniert|repariert|gutgeschrieben]{froh}
So [entspannt|angenehm|günstig|bequem|schnell] bin ich noch nie [gereist|gefahren|nach {ort} gekommen]{froh}
[Danke|Merci|Vielen Dank], [ihr seid die Besten|ihr habt mir den Tag gerettet|das war sehr nett|hat super geklappt|Problem gelöst|jetzt geht es]{froh}
Nicht [schlecht|übel], {firma}[, das ging schnell|: gut gemacht|, weiter so|, ich bin beeindruckt]{froh}
[Da kann man nicht meckern|Keine Beanstandungen|Nichts zu meckern|Ich kann nichts Schlechtes sagen]: [alles bestens|pünktlich und sauber|freundlich und schnell|sehr gute Qualität]{froh}
[Bester|Allerbester] [Kundenservice|Support|Anbieter|Laden] [ever|überhaupt|seit langem|in {ort}]{froh}
[Neue|Moderne|Schnellere|Zusätzliche|Barrierefreie] [Züge|Verbindungen|Busse|Haltestellen|Angebote|Apps] [für {ort}|bei {wem}|ab Dezember|für Kunden]: [mehr Komfort|kürzere Fahrzeit|bessere Anschlüsse|mehr Platz] http://t.co/x
{firma} [modernisiert|verbessert|investiert in|erweitert] [das WLAN|den Standort in {ort}|den Service|das Netz|die Beratung|den Empfang]
[Streik|Ausstand|Störung] [beendet|abgewendet|vorbei]: [Normalbetrieb ab morgen|Betrieb läuft wieder|alles wieder wie gewohnt] http://t.co/x
{firma} [senkt|senkt ab Mai|halbiert] [die Preise|die Gebühren|die Wartezeiten]
[Test|Auszeichnung|Ranking]: {firma} [ist Testsieger|gewinnt Servicepreis|besonders beliebt|mit Bestnote|auf Platz eins]
[Störung behoben|Strecke wieder frei|Aufzug wieder in Betrieb|Sperrung aufgehoben|Ausfall behoben|Problem gelöst] in {ort}
[Ich freue mich|Freue mich riesig] auf [die Reise|mein neues Gerät|die neue Filiale|mein Paket|den Urlaub in {ort}]{froh}
{firma} [wird oft zu Unrecht kritisiert|hat mich positiv überrascht|ist zuverlässiger als viele denken]{froh}
Sehr geehrte Damen und Herren, [ich möchte mich herzlich bedanken|vielen Dank für die schnelle Bearbeitung|ein großes Lob an Ihren {person}|ich bin mit Ihrem Service sehr zufrieden|die Reparatur wurde hervorragend ausgeführt|Ihre Kulanz hat mich sehr gefreut]. [Mit freundlichen Grüßen|Machen Sie weiter so|Ich empfehle Sie gern weiter|Nochmals danke]
[Guten Tag|Hallo|Hallo zusammen], [alles gut angekommen|das Problem ist gelöst|die Gutschrift ist da|der Umtausch hat geklappt], [herzlichen Dank|vielen Dank für die Mühe|das war sehr freundlich|Sie haben mir sehr geholfen]. [Viele Grüße|Beste Grüße|]
[Danke|Dankeschön|Vielen Dank|Danke dir|Danke euch|Dank euch] [|für alles|, ist erledigt|, ist da|, läuft wieder|, hab es gefunden]{froh}
[Erledigt|Läuft|Gefunden|Geht wieder|Alles da], [danke|vielen Dank|dankeschön|klasse|bestens]{froh}
`

export const germanNeutral = `
{ach}[wie|wo|wann|ab wann|bis wann] kann ich {ding} [bestellen|kündigen|abholen|ändern|umtauschen|buchen|bezahlen]?
{ach}[gibt es|habt ihr|haben Sie] [auch einen Tarif für Studenten|einen Fahrplan für Sonntag|noch Plätze|eine Filiale in {ort}|ein Fundbüro|Informationen dazu|schon einen Termin]?
{ach}fährt {zug} [heute|morgen|am Feiertag|auch nachts|ab Gleis 4]?
{ach}weiß jemand, [ob {zug} heute fährt|wann {firma} öffnet|wo der Bus hält|wie das mit dem Ticket geht|ob man das Rad mitnehmen darf|welche Tarifzone {ort} ist]?
{ach}[ich suche|suche|brauche] [einen Ansprechpartner für Rechnungen|ein Ticket nach {ort}|die Nummer vom Kundenservice|eine Mitfahrgelegenheit nach {ort}|einen Anbieter mit Ökostrom]
[Heute|Morgen|Gleich] [mit dem Zug|mit dem Bus|mit der Bahn] [nach {ort}|zur Arbeit|zu meinen Eltern|zum Konzert]
[Sitze|Sitze gerade|Bin] [im Zug|im Bus|in der Bahn|im ICE|am Bahnhof in {ort}] [|und lese|und höre Musik|Richtung {ort}|auf dem Weg nach Hause]
{firma} [plant|baut|erweitert|eröffnet|verkauft|übernimmt|testet|prüft|meldet|gibt bekannt] [neue Strecken|einen neuen Standort in {ort}|eine neue App|Stellenabbau|höhere Preise|einen Umbau|den Ausbau des Netzes|neue Tarife|den Verkauf einer Tochter|{n} neue Stellen]
[Streik|Warnstreik|Bahnstreik|Streik bei {wem}]: [Was Kunden jetzt wissen müssen|Gewerkschaft und Unternehmen verhandeln weiter|Züge fallen am Montag aus|Einigung in Sicht|Ticker zum Nachlesen] http://t.co/x
[Polizei|Bundespolizei] {ort}: [Mann|Jugendliche|Betrunkener|Zeugen] [nach Angriff im Zug gesucht|ohne Fahrschein festgenommen|am Bahnhof kontrolliert|in der S-Bahn verletzt] http://t.co/x
[Aktie|Die Aktie] von {wem} [steigt|fällt|gibt nach|legt zu|unverändert], [Analysten erwarten|Umsatz von {n} Millionen|Quartalszahlen veröffentlicht|Prognose bestätigt]
[Stellenangebot|Job|Wir suchen|Ausbildung]: {person} (m/w/d) in {ort} [ab sofort|in Vollzeit|bei {wem}|, jetzt bewerben] http://t.co/x
[Gewinnspiel|Angebot|Aktion|Rabatt|Newsletter]: [jetzt {n} Euro sparen|{n} Prozent bis Sonntag|teilnehmen und gewinnen|nur diese Woche] bei {wem} http://t.co/x
[Vorstand|Chef|Sprecherin|Minister] [kündigt|verteidigt|fordert|erklärt|kritisiert] [neue Pläne|den Fahrplan|mehr Geld für die Schiene|die Preiserhöhung|die Entscheidung des Aufsichtsrats|den Umbau]
[Laut|Wie] {firma} [heute mitteilte|berichtet|sagt ein Sprecher], [beginnen die Bauarbeiten im Mai|gilt der neue Fahrplan ab Dezember|wird die Strecke bis {n}. März gesperrt|sind {n} Kunden betroffen]
RT @{firma}: [Fahrplanwechsel|Bauarbeiten|Neue Öffnungszeiten|Pressemitteilung|Unser Team ist ab 8 Uhr da] http://t.co/x
{ach}[meine Kundennummer ist 4711|die Bestellnummer lautet 12345|ich habe Ihnen eine Nachricht geschickt|ich habe den Vertrag im Mai abgeschlossen|das Gerät ist zwei Jahre alt|die Rechnung kam {tag}]
{ach}ich möchte [meine Adresse ändern|meinen Vertrag ändern|den Tarif wechseln|ein Ticket stornieren|die Rechnung per Mail|Auskunft zu meinem Vertrag]
[Bis|Von] {ort} [sind es {n} Kilometer|fährt man {n} Minuten|mit dem Auto nach {ort}|über {ort} nach {ort}]
[Wer|Jemand] [fährt am Wochenende nach {ort}|hat Erfahrung mit {wem}|kommt morgen mit|nutzt {ding}]?
[Wir|Hallo, wir] [haben das weitergeleitet|prüfen das gern, schick uns bitte eine DN|sind bis 20 Uhr für dich da|melden uns morgen] /[ab|tk|mr]
[Der Fahrplan|Der Tarif|Die Karte|Das Ticket] [gilt ab Januar|kostet {n} Euro|gilt für zwei Zonen|wird per Post zugeschickt|ist online erhältlich]
[Im Jahr|Seit] 2014 [fuhren|nutzten|zählte] [{n} Millionen Fahrgäste die Bahn|{firma} {n} Filialen|man {n} Züge am Tag]
[Museumsbahn|Modelleisenbahn|Bahnhofsfest|Sonderfahrt|Dampflok] in {ort}: [Programm am Wochenende|{n} Wagen|Baujahr 1954|Fotos und Video|Anmeldung bis Freitag]
[Vergleich|Test|Übersicht|Ratgeber]: [Stromanbieter|Handytarife|Girokonten|Sparpreise|Reiserücktritt] [im Überblick|was ist zu beachten|für Kunden|, so geht es] http://t.co/x
[Wetter|Bahn|Verkehr|Politik|Wirtschaft] am [Montag|Dienstag|Freitag]: [die wichtigsten Meldungen|Sperrungen in {ort}|was heute wichtig wird]
[Frage|Kurze Frage|Nur eine Frage]: [gilt mein Ticket auch in {ort}|muss ich das Paket frankieren|ist {firma} am Samstag offen|welche Unterlagen brauchen Sie|wie lange gilt das Angebot]?
[Die|Viele] [Fahrgäste|Kunden|Pendler|Reisende] [müssen sich auf Ausfälle einstellen|warten auf Antwort|nutzen das Angebot|steigen auf das Rad um|können ab Mai online buchen], [sagt ein Sprecher|so die Zeitung|heißt es] http://t.co/x
[Jetzt|Erstmal|Gleich] [Kaffee holen|zum Bahnhof|zur Bank|Koffer packen], [dann Feierabend|dann nach {ort}|danach Training|später mehr]
[In der Bahn|Im Bus|Im Zug|Am Bahnsteig]: [ein Kind zählt Kühe|neben mir strickt eine Oma|alle schauen aufs Handy|jemand isst Döner|Schulklasse auf Ausflug|der Hund schläft|Frau telefoniert auf Spanisch|zwei Typen reden über Fußball]
Wenn [das Handy vibriert und alle nachsehen|du im Zug deinen alten Lehrer triffst|der Kassierer deinen Namen kennt|man im Laden seine Nachbarn sieht]
[Was nehmt ihr|Was nutzt ihr|Was wählt ihr], [Auto oder Zug|Karte oder Bargeld|Kabel oder DSL|online oder Filiale]?
[Re|Antwort]: [Ich denke mal|Soweit ich weiß|Meines Wissens|Glaube] [{firma} zahlt das|das gilt nur im Verbund|das Ticket gilt {n} Tage|man kann das online machen|die Strecke gehört einer anderen Firma]
[Verkaufe|Biete|Gesucht|Zu vermieten]: [Zimmer in {ort}, {n} m²|Konzertkarte {ort}|Reihenhaus, zentrale Lage|Kinderfahrrad, kaum benutzt]
[Ampel|Brücke|Radweg|Marktplatz] in {ort}: [Thema im Gemeinderat|Entwurf liegt aus|bekommt neue Markierung|Bürgerversammlung am Dienstag]
@freund [Holst du mich ab|Bist du schon in {ort}|Welche Linie nimmst du|Wann kommst du an|Hast du den Schlüssel]?
Das [Formular|Angebot|Kleingedruckte] [finden Sie|gibt es|bekommst du] [online|in der Filiale|in der App unter Konto] ^[mk|ti|no]
Die [Stadt|Gemeinde|Firma|Agentur] [stellt Konzept vor|lädt zum Infoabend|sucht Partner|zieht nach {ort}|veröffentlicht Bericht], [Beginn 19 Uhr|Eintritt frei|Details im Amtsblatt|teilt die Pressestelle mit] http://t.co/x
{ort}: [Lage|Wohnen|Kultur|Sport|Termine] [im Überblick|am Wochenende|im Frühjahr] - mit [Bus und Bahn|dem Rad|Auto] erreichbar
Sehr geehrte Damen und Herren, [ich bitte um Zusendung der Jahresrechnung|anbei erhalten Sie die gewünschten Unterlagen|hiermit teile ich Ihnen meine neue Bankverbindung mit|ich bitte um ein Angebot für {n} Geräte|ich ziehe zum Ersten des Monats um|bitte senden Sie mir eine Kopie des Vertrags|wie vereinbart sende ich Ihnen den Zählerstand|ich bitte um Rückruf wegen eines Termins]. [Mit freundlichen Grüßen|Vielen Dank im Voraus|Freundliche Grüße|]
[Guten Tag|Hallo|Hallo zusammen], [ich hätte eine Frage zu meinem Vertrag|können Sie mir die Rechnung noch einmal schicken|mein Zählerstand beträgt {n}45|ich möchte meine Adresse ändern|bitte um Auskunft zu den Öffnungszeiten|gibt es schon einen Termin|welche Unterlagen brauchen Sie]. [Viele Grüße|Mit freundlichen Grüßen|Danke im Voraus|]
[Bezugnehmend auf|Betreff|Zu] [Ihr Schreiben vom {n}. Mai|Kundennummer 4711|meinem Anruf von gestern|Ihrer Nachricht]: [der Vertrag läuft bis Dezember|die Unterlagen liegen bei|ich bin ab 14 Uhr erreichbar|die neue Anschrift lautet Hauptstraße {n}|ich warte den Termin ab]
[Frist|Zahlungsziel|Einsendeschluss|Stichtag] [ist der|endet am|:] [{n}. Mai|Freitag|Monatsende|30.9.]
[LETZTE|Letzte|Allerletzte|ERSTE] [FRIST|Frist|AUFFORDERUNG|Aufforderung|Zahlungserinnerung|MAHNUNG]
[Wo ist|Wie steht es um|Was ist mit|Wo liegt] [U-{n}877|Sendung {n}-20|Auftrag A{n}13|Paket 00{n}|Fall {n}/24|BE-{n}3]?
[Wer ist zuständig|Was kostet das|Wer meldet sich|Wo muss ich unterschreiben|Wann bekomme ich den Code|Geht das auch per Post|Muss ich da sein]?
[Bitte|Erbitte|Um] [Rückruf|Rückmeldung|Rückruf unter 0{n}1 {n}22|Bestätigung|Angebot für {n} Stück] [|gebeten|heute|bis Mittwoch]
[Neue Anschrift|Neue Mailadresse|Namensänderung|Seriennummer|Vertragsnummer|Ablesung Wasser]: [Rosenstraße {n}|ab sofort|{n}7-A|siehe Anhang|{n}412]
[Hallo|Moin|Guten Morgen|Servus|Grüß Gott|Hallo zusammen][||,|.| Test]
`
