import type { CaseTemplate } from './template.ts'

/** App, passes, refunds, invoices, inspection. */
export const tickets: CaseTemplate[] = [
  {
    key: 'app-52-gone',
    language: 'de',
    presences: ['form', 'mail-service', 'form'],
    topic: 'app',
    kind: 'fault',
    subjects: [
      'Ticket weg nach Update',
      'App 5.2: {ticket} verschwunden',
      'update gemacht, karte weg',
      'Seit heute kein Ticket mehr in der App',
    ],
    slots: { ticket: ['Wochenkarte', 'Monatskarte', 'Abo-Karte', 'Schülerkarte', 'Zehnerkarte'] },
    texts: [
      'seit dem Update auf 5.2 ist meine {ticket} [weg|verschwunden|nicht mehr da]. Bezahlt am {d-4}, Bestellung {order}. [Wie zeige ich die jetzt vor?|Ich traue mich so nicht in den Bus.|Muss ich neu kaufen?]',
      '{ticket}: weg. App: neu. Zusammenhang? [Ich arbeite mit {phoneModel}, falls das hilft.|Gerät: {phoneModel}.|Passiert auf {phoneModel}.] [Bitte um schnelle Hilfe, morgen früh brauche ich sie.|Kontrolliert wurde ich zum Glück nicht.]',
      'wer testet eigentlich eure Updates? Gestern alles gut, heute leere Ticketliste. {ticket}, {order}, [abgebucht wurde natürlich trotzdem|das Geld ist selbstverständlich weg|da war die Abbuchung schneller als die App].',
      'guten morgen, die app hat meine {ticket} vergessen. neu gestartet, gelöscht, neu installiert, [nix|immer noch nix|keine änderung]. was nun?',
    ],
    answers: [
      'Ihre {ticket} ist gültig und bezahlt, das sehe ich unter {order}. Melden Sie sich in der App einmal ab und wieder an, dann ist sie zurück. Die Ursache ist mit 5.2.1 behoben, die Fassung liegt ab {w+1} im Store. [Sollten Sie kontrolliert werden: Die Prüfer wissen Bescheid.|Bei einer Kontrolle genügt bis dahin Ihr Name.]',
      'das Update hat den Ticketspeicher auf manchen Geräten geleert, nicht aber Ihr Konto. Ich habe die {ticket} von hier aus neu auf Ihr Gerät geschickt; sie erscheint beim nächsten Öffnen. Als Ausgleich verlängere ich sie um zwei Tage bis {w+9}.',
      'neu kaufen müssen Sie nichts. Die {ticket} hängt an Ihrem Konto, und 5.2.1 (ab {w+1} im Store) zeigt sie wieder an. Zur Sicherheit habe ich Ihnen einen Beleg als Bild in das Konto gelegt, den Sie auch ohne App vorzeigen können.',
    ],
    holds: [
      'Ihre {ticket} ist bei uns vorhanden und gültig, es fehlt nur die Anzeige. Bis zur Freigabe von 5.2.1 gilt die Bestellnummer {order} als Fahrschein. Bis {bis} schreibe ich Ihnen, ob die neue Fassung im Store ist.',
    ],
    asks: [
      'Ihre {ticket} ist gültig. Damit ich sie gezielt neu senden kann: Unter welcher Adresse haben Sie sich angemeldet? In der App steht sie unter „Konto“ ganz oben. Ich bleibe dran und frage spätestens am {w+2} nach.',
    ],
    promise: 'Freigabe der Fassung 5.2.1',
    tags: ['app-5.2'],
    priority: 'high',
    weight: 2.2,
  },
  {
    key: 'app-login',
    language: 'de',
    presences: ['form', 'mail-service'],
    topic: 'app',
    kind: 'question',
    subjects: ['Anmeldung [geht nicht|klappt nicht]', 'Code kommt nicht an', 'Konto gesperrt?'],
    texts: [
      'ich komme nicht mehr in mein Konto. [Passwort stimmt, ich habe es aufgeschrieben.|Es heißt „zu viele Versuche“, dabei war es einer.|Die App sagt, meine Adresse sei unbekannt.] [Gerät ist neu.|Gestern ging es noch.|Vor dem Umzug auf {phoneModel} ging es.]',
      'der Bestätigungscode per SMS [kommt nie an|kommt nach einer Stunde|geht an meine alte Nummer]. Wie kann ich die Nummer ändern, wenn ich zum Ändern einen Code brauche?',
      'Ich habe zwei Konten, glaube ich. Eins mit der alten, eins mit der neuen Mailadresse. In einem ist das Abo, im anderen das Rad. Kann man die [zusammenlegen|vereinen|irgendwie verheiraten]?',
    ],
    answers: [
      'Ihr Konto war nach mehreren Versuchen von einem fremden Gerät aus gesperrt, zu Ihrem Schutz. Ich habe es freigegeben und alle alten Anmeldungen beendet. Setzen Sie beim nächsten Öffnen ein neues Passwort, der Link dafür gilt bis {w+2}.',
      'ich habe die Nummer in Ihrem Konto auf die geändert, unter der Sie uns geschrieben haben, nachdem die Angaben zur letzten Zahlung passten. Der nächste Code kommt dort an. Wenn bis {w+1} etwas hakt, antworten Sie hier.',
      'die beiden Konten sind nun eines: Abo und Rad liegen unter Ihrer neuen Adresse, das Guthaben von [4,20 €|6,80 €|11,50 €] ist mitgekommen. Das alte Konto löscht sich am {w+14} von selbst.',
    ],
    holds: [
      'die Sperre kommt von unserem Schutz gegen fremde Anmeldungen. Ich lasse gerade prüfen, von wo die Versuche kamen. Bis {bis} ist das Konto wieder offen oder ich sage Ihnen, warum noch nicht.',
    ],
    asks: [
      'bevor ich ein Konto öffne, möchte ich sicher sein, dass Sie es sind: Nennen Sie mir bitte den Monat, in dem Ihr letztes Ticket begann, mehr nicht. Am {w+3} sehe ich wieder nach.',
    ],
    promise: 'Zugang zum Konto',
    weight: 1.2,
  },
  {
    key: 'app-wish',
    language: 'de',
    presences: ['form', 'mail-service'],
    topic: 'app',
    kind: 'suggestion',
    subjects: ['Wunsch für die App', 'Verbesserungsvorschlag App', 'Bitte Widget'],
    slots: {
      wish: [
        'ein Widget mit der nächsten Abfahrt',
        'größere Schrift auf dem Ticket',
        'Abfahrten ohne Umweg über die Karte',
        'eine Warnung, wenn das Ticket abläuft',
        'Favoriten nach Wochentag',
        'Räder auf der Karte ausblenden zu können',
      ],
    },
    texts: [
      'ich nutze die App jeden Tag und wünsche mir eines: {wish}. [Das kann doch nicht so schwer sein.|Meine Schwester auch.|Damit wäre sie perfekt.]',
      'Vorschlag: {wish}. [Habe schon dreimal deswegen den Bus verpasst.|Andere Apps können das.|Würde mir jeden Morgen zehn Sekunden sparen.] [Danke fürs Lesen.|Nur so als Idee.]',
    ],
    answers: [
      'schöner Vorschlag ({wish}). Er stand schon auf der Liste des App-Teams, mit Ihrer Stimme ist er auf Platz drei gerückt und für die Fassung 5.3 eingeplant. Geplant ist sie für {w+20}; ich schreibe Ihnen, sobald sie da ist.',
      'ich habe das heute mit dem Team besprochen ({wish}). Es kommt, aber nicht vor {w+40}, weil davor die Fehler aus 5.2 an der Reihe sind. Sie bekommen dann von mir Bescheid, versprochen.',
    ],
    holds: [
      'das App-Team trifft sich diese Woche, ich nehme Ihren Vorschlag mit ({wish}). Bis {bis} sage ich Ihnen, ob und wann er kommt.',
    ],
    promise: 'Antwort des App-Teams zum Vorschlag',
    priority: 'low',
  },
  {
    key: 'refund-delay',
    language: 'de',
    presences: ['mail-rechnung', 'form'],
    topic: 'refund',
    kind: 'request',
    subjects: ['Erstattung Verspätung {train}', 'Fahrgastrechte, {min} + 60 Minuten', 'Antrag auf Erstattung {order}'],
    texts: [
      'hiermit beantrage ich die Erstattung für die Fahrt mit der {train} am {d-2}, Abfahrt {time} ab {from}. Ankunft in {to} [über eine Stunde|gut 70 Minuten|rund 90 Minuten] später als im Fahrplan. [Fahrkarte: {order}.|Bestellnummer {order}.|Die Karte habe ich noch, {order}.]',
      'wie läuft das mit den Fahrgastrechten? {train}, {time} Uhr, [über 60 Minuten|fast zwei Stunden|eine Stunde und zehn] zu spät in {to}. Ich habe eine Monatskarte. [Steht mir da was zu?|Muss ich ein Formular ausfüllen?|Reicht diese Nachricht?]',
      'vor {days} Wochen habe ich einen Antrag gestellt ({order}), seitdem höre ich nichts. [Ist der verloren gegangen?|Es geht um kleine Beträge, aber trotzdem.|Ich hätte gern wenigstens eine Eingangsbestätigung gehabt.]',
    ],
    answers: [
      'das Protokoll bestätigt Ihre Angaben zur {train}. Ihnen stehen 25 % des Fahrpreises zu; ich habe auf [5,00 €|6,20 €|7,50 €] aufgerundet und angewiesen. Das Geld ist bis {w+3} auf dem Konto, von dem Sie bezahlt haben.',
      'ein Formular brauchen Sie nicht, diese Nachricht genügt. Bei einer Monatskarte gibt es 1,50 € je Stunde Verspätung, für {train} am {d-2} habe ich zwei Stunden gerechnet, weil der Anschluss auch weg war. Die 3,00 € liegen seit heute als Guthaben in Ihrem Konto.',
      'Ihr Antrag {order} lag tatsächlich unbearbeitet, das war unser Fehler. Ich habe ihn eben abgeschlossen: [4,60 €|8,40 €|12,20 €] sind angewiesen und bis {w+2} bei Ihnen. Künftig bekommen alle am selben Tag eine Eingangsbestätigung.',
    ],
    holds: [
      'Ihr Antrag ist da. Ich gleiche die Ankunft der {train} mit dem Protokoll der Leitstelle ab, das dauert einen Arbeitstag. Bis {bis} kennen Sie den Betrag.',
    ],
    asks: [
      'für die Auszahlung fehlt mir nur, ob der Betrag auf das Konto oder als Guthaben in die App soll. Schreiben Sie „Konto“ oder „App“, mehr nicht. Ohne Antwort überweise ich am {w+5} auf das Konto der Zahlung.',
    ],
    promise: 'Betrag der Erstattung',
    weight: 1.5,
  },
  {
    key: 'refund-unused',
    language: 'de',
    presences: ['form', 'mail-service'],
    topic: 'refund',
    kind: 'request',
    subjects: ['{ticket} nicht gebraucht', 'Rückgabe {order}', 'Versehentlich gekauft: {ticket}'],
    slots: { ticket: ['Tageskarte', 'Wochenkarte', 'Gruppenkarte', 'Fahrradkarte', 'Kombikarte mit Fähre'] },
    texts: [
      'ich habe [aus Versehen|im Eifer|mit dem Daumen] eine {ticket} zu viel gekauft ({order}). Kann ich die zurückgeben? [Benutzt habe ich sie nicht.|Gilt erst morgen.|Sie ist noch nicht entwertet.]',
      'unser Ausflug fällt aus, [alle haben Magen-Darm|die Kinder haben Windpocken|das Wetter ist zum Weglaufen]. Was mache ich mit der {ticket}, {order}? [Verschieben wäre auch gut.|Gern auch ein Gutschein.]',
      'Bestellung {order}: zweimal auf „Kaufen“ getippt, zweimal {ticket}. Einmal würde mir reichen 😄',
    ],
    answers: [
      'die {ticket} aus {order} war noch nicht entwertet und ist zurückgenommen. Der Betrag ist bis {w+2} wieder da, wo Sie bezahlt haben. Für Sie ist damit nichts mehr zu tun.',
      'ich habe die {ticket} in einen Gutschein über den vollen Betrag verwandelt, er liegt in Ihrem Konto und gilt bis zum Ende des nächsten Jahres. Wenn Ihnen das Geld lieber ist, schreiben Sie bis {w+6} ein Wort, dann überweise ich.',
      'zweimal getippt, einmal bezahlt: Die zweite {ticket} ist storniert. Ihre Bank zeigt die Rückbuchung bis {w+3} an. Die App fragt ab der nächsten Fassung nach, wenn jemand zweimal dasselbe kauft.',
    ],
    holds: [
      'die {ticket} ist als benutzt vermerkt, obwohl Sie sie nicht gebraucht haben. Das prüfe ich am Gerät im Bus. Bis {bis} wissen Sie, ob ich den vollen Betrag erstatten kann; danach sieht es aus.',
    ],
    promise: 'Erstattung der Karte',
    weight: 1.2,
  },
  {
    key: 'double-debit',
    language: 'de',
    presences: ['mail-rechnung'],
    topic: 'invoice',
    kind: 'complaint',
    subjects: ['Doppelte Abbuchung {order}', 'Zweimal {amount} abgebucht', 'Falscher Betrag {invoice}'],
    slots: { amount: ['74,00 €', '34,00 €', '92,00 €', '89,00 €', '9,80 €'] },
    texts: [
      'auf meinem Konto sind zweimal {amount} für {order} weg. [Bitte einmal zurück.|Ich bitte um Klärung.|Das kann nicht richtig sein.] [Kontoauszug schicke ich bei Bedarf.|Datum beide Male {d-1}.]',
      'Ihre Rechnung {invoice} weist {amount} aus, vereinbart war weniger. [Wie kommt der Betrag zustande?|Ich zahle gern, aber nur, was stimmt.|Meine Frau hat den gleichen Vertrag und zahlt weniger.]',
      'Abbuchung {amount}, obwohl ich seit {d-20} gekündigt habe. [Die Kündigung wurde mir bestätigt.|Das ist jetzt der zweite Monat.|Ich lasse das über die Bank zurückholen, wenn nichts passiert.]',
    ],
    answers: [
      'die zweite Abbuchung über {amount} ist durch einen abgebrochenen Kauf entstanden und heute zurückgegangen, Gutschrift bis {w+3}. Falls Ihre Bank Gebühren berechnet hat, schicken Sie mir ein Foto, ich lege sie dazu.',
      'ich habe {invoice} nachgerechnet: Es fehlte der Rabatt für das zweite Abo im Haushalt. Die berichtigte Rechnung liegt in Ihrem Konto, den Unterschied habe ich angewiesen, er ist bis {w+2} da.',
      'Ihre Kündigung lag vor, die Abbuchung über {amount} hätte nicht kommen dürfen. Das Geld ist bis {w+3} zurück, und das Mandat für die Lastschrift ist gelöscht. Es kann also nichts mehr abgebucht werden.',
    ],
    holds: [
      'die Abbuchung über {amount} sehe ich, die Ursache noch nicht ganz. Der Zahlungsdienst liefert mir heute das Protokoll. Bis {bis} habe ich die Antwort und stoße die Rückzahlung an.',
    ],
    asks: [
      'bei uns ist nur eine Abbuchung über {amount} zu sehen. Steht bei der anderen vielleicht eine andere Gläubigernummer? Ein Foto der Zeile, Kontonummer gern abgedeckt, würde reichen. Ich sehe am {w+3} wieder nach.',
    ],
    promise: 'Klärung der Abbuchung',
    priority: 'high',
    weight: 1.3,
  },
  {
    key: 'invoice-copy',
    language: 'de',
    presences: ['mail-rechnung', 'form'],
    topic: 'invoice',
    kind: 'request',
    subjects: ['Rechnung {invoice} noch einmal', 'Rechnungskopien fürs Finanzamt', 'Jahresbescheinigung'],
    texts: [
      'könnten Sie mir die Rechnung {invoice} [noch einmal|erneut|als PDF] schicken? [Der Hund war schneller als ich.|Sie ist beim Umzug verschwunden.|Mein Steuerberater wartet.]',
      'für die Steuer benötige ich eine Bescheinigung über alle Fahrten des letzten Jahres. [Im Konto finde ich nur drei Monate.|Geht das auch mit Aufteilung nach Monaten?|Bitte mit Firmenanschrift.]',
      'bitte ändern Sie die Anschrift auf {invoice}: [Die Hausnummer ist 14a, nicht 14.|Der Firmenname fehlt.|Wir sind umgezogen.] [Die Buchhaltung stellt sich quer.|Danke vorab.]',
    ],
    answers: [
      'die Rechnung {invoice} habe ich in Ihr Konto unter „Belege“ gelegt, dort bleibt sie zehn Jahre. Auf Wunsch geht sie am {w+1} zusätzlich mit der Post an Sie.',
      'die Jahresbescheinigung liegt seit eben in Ihrem Konto, aufgeteilt nach Monaten, mit ausgewiesener Umsatzsteuer. Falls Ihre Steuerberatung eine andere Form braucht, antworten Sie bis {w+10}, dann stelle ich sie um.',
      'die Anschrift ist berichtigt, {invoice} neu ausgestellt und die alte Fassung storniert. Auch künftige Rechnungen tragen die neue Anschrift; die nächste kommt am {w+12}.',
    ],
    holds: [
      'die Belege aus dem alten System hole ich aus dem Archiv, das geht nur von Hand. Bis {bis} liegen sie in Ihrem Konto.',
    ],
    promise: 'Belege aus dem Archiv',
  },
  {
    key: 'sub-cancel',
    language: 'de',
    presences: ['mail-rechnung', 'form'],
    topic: 'subscription',
    kind: 'cancellation',
    subjects: ['Kündigung UferAbo', 'Abo kündigen', 'Hiermit kündige ich'],
    texts: [
      'hiermit kündige ich mein Abo zum [nächstmöglichen Zeitpunkt|Monatsende|Quartalsende]. [Grund: Ich arbeite jetzt von zu Hause.|Grund: Wir haben ein Auto geerbt.|Grund sage ich lieber nicht, sonst wird die Mail lang.] Bitte um [schriftliche|kurze] Bestätigung.',
      'ich ziehe nach {to} und brauche das Abo nicht mehr. [Wann ist der letzte Tag?|Muss ich die Karte zurückschicken?|Wird der laufende Monat anteilig erstattet?]',
      'kündige. zu teuer geworden, [zu oft zu spät|zu voll|zu kompliziert]. [ohne anruf bitte.|bestätigung reicht mir.]',
    ],
    answers: [
      'Ihre Kündigung ist eingetragen, das Abo endet zum Monatsletzten. Die Bestätigung liegt in Ihrem Konto, die Karte dürfen Sie behalten. Bis {w+10} lässt sich alles mit einem Wort zurücknehmen, danach wünsche ich gute Wege, womit auch immer.',
      'das Abo endet zum gewünschten Termin, letzte Abbuchung am nächsten Ersten. Für den angebrochenen Monat bekommen Sie [18,50 €|24,60 €|37,00 €] zurück, bis {w+5}. Die Karte sperrt sich von selbst.',
    ],
    holds: [
      'Ihre Kündigung gilt ab heute, das steht fest. Das genaue Enddatum hängt an Ihrem alten Tarif, den ich gerade nachschlage. Bis {bis} haben Sie die schriftliche Bestätigung.',
    ],
    asks: [
      'Ihre Kündigung liegt vor. Unter Ihrem Namen laufen zwei Abos, Ihr eigenes und eines für ein Kind. Soll nur das erste enden oder beide? Die Frist ist für beide gewahrt; am {w+4} frage ich noch einmal nach.',
    ],
    promise: 'Bestätigung mit Enddatum',
    weight: 1.4,
  },
  {
    key: 'sub-change',
    language: 'de',
    presences: ['form', 'mail-rechnung', 'mail-service'],
    topic: 'subscription',
    kind: 'question',
    subjects: ['Frage zum Abo', 'Abo ändern auf {to}', 'Zonenwechsel'],
    texts: [
      'ab nächstem Monat arbeite ich in {to} statt in {from}. [Wird das Abo teurer?|Welche Zonen brauche ich?|Kann ich das online ändern?]',
      'kann ich jemanden auf meinem Abo mitnehmen? [Am Wochenende besucht mich meine Mutter.|Ein Kollege behauptet, das ginge ab 19 Uhr.|Auf der Seite steht beides.]',
      'gibt es das Abo auch [jährlich|als Geschenk|für Rentner]? Ich [rechne gern vorher|mag keine Überraschungen|fahre meist nur zwischen {from} und {to}].',
    ],
    answers: [
      'für {from} bis {to} brauchen Sie die Zonen 2 bis 4, das sind 81,00 € statt 74,00 €. Ich habe den Wechsel zum nächsten Ersten vorgemerkt; ein Ja bis {w+6} genügt, sonst bleibt alles beim Alten.',
      'Ihr Kollege hat recht: Ab 19 Uhr und am ganzen Wochenende fährt eine Person kostenlos mit, Kinder unter sechs immer. Das gilt auch auf der Fähre. Die Seite widersprach sich tatsächlich, sie wird bis {w+3} berichtigt.',
      'ja, das gibt es: Jährlich zahlen Sie 814,00 €, also elf statt zwölf Monate. Ich habe Ihnen beide Rechnungen nebeneinander ins Konto gelegt. Wechseln können Sie zu jedem Ersten, der nächste Stichtag ist {w+8}.',
    ],
    holds: [
      'bei Ihrer Verbindung kommen zwei Tarife infrage. Ich rechne beide mit Ihren Fahrten der letzten drei Monate durch und schicke Ihnen den Vergleich bis {bis}.',
    ],
    asks: [
      'damit ich richtig rechne: An wie vielen Tagen in der Woche fahren Sie, und zu welcher Zeit meistens? Zwei Angaben reichen. Am {w+4} melde ich mich sonst mit einer Schätzung.',
    ],
    promise: 'Vergleich der Tarife',
    weight: 1.2,
  },
  {
    key: 'chipcard-lost',
    language: 'de',
    presences: ['phone', 'visit'],
    topic: 'subscription',
    kind: 'request',
    subjects: ['Chipkarte [verloren|weg|defekt]', 'Neue Karte bitte'],
    texts: [
      'Chipkarte von {kunden} [in der Linie {line} verloren|durch die Waschmaschine gegangen|am Automaten in {from} nicht mehr lesbar]. [Braucht ab morgen eine neue.|Fragt, was das kostet.|Fährt täglich nach {to}.]',
      'Karte weg, vermutlich am {stop}. {kunde}, Abo läuft. [Bitte sperren und neue schicken.|Bitte prüfen, ob jemand damit fährt.|Eilt etwas, wegen Arbeit in {to}.]',
    ],
    answers: [
      'Karte gesperrt, niemand ist nach dem Verlust damit gefahren. Die neue ist bis {w+3} in der Post, bis dahin gilt die Ersatzkarte im Kundenkonto. Gebühr entfällt, es war die erste. {kunde} weiß Bescheid.',
      'Neue Karte im Laden {shop} hinterlegt, Abholung ab {w+1} mit Ausweis. Die alte ist gesperrt, das Guthaben übertragen. {kunde} ist damit einverstanden.',
    ],
    holds: [
      'Sperre ist gesetzt. Die neue Karte wird heute beschrieben; {kunde} erfährt bis {bis}, in welchem Laden sie liegt.',
    ],
    promise: 'Ort und Zeit für die neue Karte',
    weight: 1.1,
  },
  {
    key: 'inspection',
    language: 'de',
    presences: ['mail-rechnung', 'form'],
    topic: 'inspection',
    kind: 'complaint',
    subjects: ['{fine} – Widerspruch', '60 € trotz Abo', 'Kontrolle in der Linie {line}'],
    texts: [
      'gegen {fine} lege ich Widerspruch ein. [Mein Abo war gültig, die Karte lag zu Hause.|Der Automat am {stop} nahm mein Geld nicht.|Die App hing, ich habe es dem Kontrolleur gezeigt.] [60 € sind für mich viel Geld.|Ich fahre seit Jahren ehrlich.]',
      'wurde in der {line} kontrolliert, {time} Uhr. Ich hatte eine Karte, [nur für die falsche Zone|nur nicht gestempelt, weil der Kasten kaputt war|nur im falschen Telefon]. Vorgang {fine}. Muss ich da wirklich die vollen 60 zahlen?',
      'meine Tochter ({age}) soll 60 € zahlen, {fine}. [Ihr Schülerticket war gültig.|Sie war eine Station zu weit gefahren, weil sie eingeschlafen ist.|Sie hat sich nicht getraut, etwas zu sagen.]',
    ],
    slots: { age: ['11', '12', '14', '15'] },
    answers: [
      'zum Zeitpunkt der Kontrolle war Ihr Abo gültig. Aus den 60,00 € von {fine} werden damit 7,00 € Bearbeitung; wenn Sie sie bis {w+10} zahlen, ist alles erledigt. Ein weiterer Brief kommt nicht.',
      'das Störungsbuch zeigt für die Linie {line} um {time} einen Defekt. {fine} ist aufgehoben, Sie müssen nichts zahlen. Die Bestätigung liegt in Ihrem Konto, der Kasten wird bis {w+2} getauscht.',
      'Ihre Tochter muss nichts zahlen, {fine} ist aufgehoben: Das Schülerticket war gültig. Richten Sie ihr aus, dass Prüferinnen gern weiterhelfen, wenn man sie anspricht. Die Bestätigung geht am {w+1} in die Post.',
    ],
    holds: [
      '{fine} ist angehalten, bitte zahlen Sie vorerst nichts. Ich habe das Protokoll der Kontrolle angefordert und entscheide, sobald es da ist. Das Ergebnis haben Sie bis {bis}.',
    ],
    asks: [
      '{fine} ist angehalten. Für die Entscheidung brauche ich nur ein Foto oder die Nummer der Karte, die an dem Tag gültig war. Antworten Sie einfach hier; vor {w+8} geschieht nichts.',
    ],
    promise: 'Entscheidung über den Widerspruch',
    weight: 1.5,
  },
  {
    key: 'payment-failed',
    language: 'de',
    presences: ['mail-rechnung', 'form'],
    topic: 'invoice',
    kind: 'question',
    subjects: ['Mahnung {invoice}', 'Lastschrift fehlgeschlagen', 'Zahlungserinnerung erhalten'],
    texts: [
      'ich habe eine Mahnung zu {invoice} bekommen, [obwohl ich gezahlt habe|die Rechnung dazu aber nie|über 5 € mehr als gedacht]. [Bitte prüfen.|Was ist da schiefgelaufen?]',
      'die Lastschrift ging nicht durch, weil ich [die Bank gewechselt|das falsche Konto angegeben|die neue IBAN nicht eingetragen] habe. [Kann ich einfach überweisen?|Was kostet mich das?|Bitte kein Inkasso, ich zahle ja.]',
    ],
    answers: [
      'Ihre Zahlung zu {invoice} ist am {d-3} eingegangen, die Mahnung hat sich damit gekreuzt. Sie ist aus dem System, die 5,00 € ebenfalls. Für Sie ist nichts mehr zu tun; Ihr Konto steht seit heute auf null.',
      'danke, dass Sie sich melden. Überweisen Sie bitte bis {w+7} mit {invoice} als Verwendungszweck, Gebühren berechne ich nicht. Die neue Bankverbindung tragen Sie im Konto unter „Zahlung“ ein, damit die nächste Lastschrift klappt.',
    ],
    holds: [
      'ich habe die Mahnung zu {invoice} angehalten und suche Ihre Zahlung im Sammelkonto. Bis {bis} sage ich Ihnen, ob sie da ist, und bestätige den Kontostand.',
    ],
    promise: 'Stand des Kundenkontos',
    weight: 1.1,
  },
]
