import type { CaseTemplate } from './template.ts'

/** Ideas, praise, data protection, groups, the ferry. */
export const other: CaseTemplate[] = [
  {
    key: 'idea',
    language: 'de',
    presences: ['form', 'mail-service'],
    topic: 'ideas',
    kind: 'suggestion',
    subjects: ['Vorschlag: {idea}', 'Eine Idee', 'Anregung für den Fahrplan'],
    slots: {
      years: ['drei', 'acht', 'zwölf', 'zwanzig', 'dreißig'],
      idea: [
        'eine Bank an der Haltestelle',
        'ein Spätbus am Freitag',
        'mehr Fahrradständer am Anleger',
        'eine Uhr am Busbahnhof',
        'Trinkwasser an den Stationen',
        'ein Bücherregal im Wartesaal',
      ],
    },
    texts: [
      'mir ist beim Warten am {stop} etwas eingefallen: {idea}. [Kostet wenig, hilft vielen.|Früher gab es das, glaube ich.|In meiner alten Stadt klappt das gut.]',
      'als jemand, der seit {years} Jahren mit Ihnen fährt, wünsche ich mir eine Kleinigkeit: {idea}. [Mehr nicht.|Dann wäre ich rundum zufrieden.|Vielleicht lässt sich das machen.]',
    ],
    answers: [
      'das ist eine gute Anregung ({idea}). Ich habe sie mit der Planung besprochen: Sie kommt in die Runde am {w+10}, und weil schon andere danach gefragt haben, stehen die Aussichten gut. Das Ergebnis schreibe ich Ihnen.',
      'ehrlich geantwortet: In diesem Jahr wird es nichts mehr, das Geld dafür ist verplant ({idea}). Für das nächste steht der Vorschlag auf der Liste, Nummer 14, mit Ihrem Namen. Am {w+30} wird sie beraten.',
    ],
    holds: [
      'Ihren Vorschlag nehme ich in die Runde mit der Planung mit ({idea}). Bis {bis} sage ich Ihnen, was daraus wird, auch wenn es ein Nein ist.',
    ],
    promise: 'Ergebnis der Planungsrunde',
    priority: 'low',
    weight: 1.2,
  },
  {
    key: 'shop-praise',
    language: 'de',
    presences: ['phone', 'visit'],
    topic: 'staff',
    kind: 'praise',
    subjects: ['Lob für den Laden {shop}', 'Danke an das Telefonteam'],
    texts: [
      'Lob von {kunden} für den Laden {shop}: [Kette gerissen, zehn Minuten später repariert|geduldige Erklärung der App, dreimal hintereinander|Schloss aufgebrochen, ohne dumme Sprüche]. [Bitte dem Team sagen.|Kommt gern wieder.]',
      '{kunde} möchte sich für das Gespräch von {time} Uhr bedanken: [endlich jemand, der zuhört|alles in einem Anruf gelöst|sogar zurückgerufen, wie versprochen]. [Das sei heute selten.|Ausdrücklich auch an die Leitung.]',
    ],
    answers: [
      'Dank ans Team im Laden {shop} weitergesagt, heute in der Morgenrunde. Am {w+4} gibt es dafür Kuchen, der Zettel mit dem Lob hängt an der Werkbank.',
      'Gefreut und bedankt. Das Lob steht im Teambuch, und wer um {time} Dienst hatte, weiß es seit heute persönlich.',
    ],
    holds: ['Wir finden gerade heraus, wer gemeint ist, damit das Lob ankommt; Rückmeldung an {kunden} bis {bis}.'],
    promise: 'Sagen, wen das Lob erreicht hat',
    priority: 'low',
    weight: 0.9,
  },
  {
    key: 'timetable-question',
    language: 'de',
    presences: ['form', 'mail-service', 'form'],
    topic: 'ideas',
    kind: 'question',
    subjects: ['Feiertagsfahrplan {train}', 'Fahrplanfrage {from} – {to}', 'Hält die {line} noch am {stop}?'],
    texts: [
      'fährt die {train} am Feiertag wie sonntags oder gar nicht? Ich muss um {time} in {to} sein. [Auf der Seite finde ich nur den Werktag.|Danke im Voraus.]',
      'welche Verbindung nehme ich am besten von {from}, Haltestelle {stop}, nach {to}, wenn ich [nicht gut zu Fuß bin|einen Kinderwagen dabeihabe|zwei Koffer schleppe]? Ankunft spätestens {time}.',
      'hält die {line} noch am {stop}? [Der Zettel dort ist vom Regen unleserlich.|In der App ja, im Aushang nein.|Meine Oma ist unsicher.]',
    ],
    answers: [
      'am Feiertag gilt der Sonntagsfahrplan, die {train} fährt also stündlich. Um rechtzeitig in {to} zu sein, nehmen Sie die Abfahrt eine Stunde vorher. Den Plan habe ich Ihnen ins Konto gelegt; Änderungen würde ich Ihnen bis {w+3} schreiben.',
      'am bequemsten ist die Linie {line} ab {stop} bis Bahnhof, dort derselbe Bahnsteig zur {train}: kein Aufzug, keine Treppe. Wenn Sie mir den Tag nennen, melde ich bis {w+1} eine Einstiegshilfe an.',
      'ja, die {line} hält weiter am {stop}, nur 40 Meter versetzt, vor der Bäckerei. Ein neuer Aushang hängt ab {w+1}. Danke, dass Sie gefragt haben, statt zu warten.',
    ],
    holds: [
      'der Feiertagsplan wird gerade fertig, ich möchte Ihnen nichts Falsches sagen. Bis {bis} haben Sie die genaue Abfahrt von mir.',
      'ich möchte Ihnen keinen Weg nennen, auf dem gerade ein Aufzug steht. Die Bahnhöfe melden mir den Stand heute noch; bis {bis} haben Sie die Verbindung, Schritt für Schritt.',
      'App und Aushang widersprechen sich, das habe ich auch gesehen. Die Planung prüft, wer recht hat. Bis {bis} wissen Sie es, und der falsche Plan wird ersetzt.',
    ],
    asks: [
      'welcher Feiertag ist es, und in welche Richtung fahren Sie zurück? Dann suche ich beide Fahrten heraus. Am {w+3} schicke ich Ihnen sonst den ganzen Plan.',
      'an welchem Tag möchten Sie fahren? Werktags und am Wochenende sind es verschiedene Wege. Ich suche Ihnen dann die beste Verbindung heraus; am {w+3} sehe ich wieder nach.',
      'meinen Sie die Haltestelle in Fahrtrichtung Bahnhof oder die gegenüber? Nur eine von beiden ist verlegt. Am {w+3} schreibe ich Ihnen sonst zu beiden.',
    ],
    promise: 'Genaue Verbindung',
    weight: 1.5,
  },
  {
    key: 'privacy-small',
    language: 'de',
    presences: ['form', 'mail-service'],
    topic: 'privacy',
    kind: 'request',
    subjects: [
      'Newsletter [trotz Abmeldung|schon wieder]',
      'Alte Telefonnummer entfernen',
      'Angaben auf der Chipkarte',
    ],
    texts: [
      'ich bekomme weiter Ihren Newsletter, obwohl ich mich am {d-12} abgemeldet habe. [Zum dritten Mal.|Der Link unten führt ins Leere.|Ich widerspreche hiermit der Werbung nach Art. 21 DSGVO.]',
      'bitte [löschen|sperren|entfernen] Sie meine alte Telefonnummer aus Ihrem System. [Die gehört jetzt jemand anderem.|Der neue Besitzer bekommt meine Ticketcodes.]',
      'warum steht mein [Geburtsdatum|zweiter Vorname|Geburtsort] auf der Chipkarte? [Brauchen Sie das wirklich?|Rechtsgrundlage bitte.|Ich hätte es gern ohne.]',
    ],
    answers: [
      'der Newsletter ist abbestellt, und ich habe Ihre Adresse zusätzlich gesperrt, damit sie nicht über einen anderen Verteiler wiederkommt. Eine Ausgabe kann bis {w+1} noch unterwegs sein, danach ist Schluss.',
      'die alte Nummer ist gelöscht, Codes gehen seit heute nur noch an die neue. Im Protokoll sehe ich, dass seit {d-3} zwei Codes an die alte gingen; mit ihnen wurde nichts gekauft.',
      'für das Abo brauchen wir nur Namen und Foto, mehr nicht. Ihre neue Karte kommt ohne die weitere Angabe und ist bis {w+5} da; die alte Angabe ist gelöscht.',
    ],
    holds: [
      'ich habe die Angabe sofort gesperrt und lasse prüfen, wie es dazu kam. Das Ergebnis schreibe ich Ihnen bis {bis}.',
    ],
    promise: 'Ergebnis der Prüfung zum Datenschutz',
  },
  {
    key: 'group',
    language: 'de',
    presences: ['mail-service', 'form'],
    topic: 'ideas',
    kind: 'request',
    subjects: ['Gruppenfahrt nach {to}', '{count} Personen anmelden'],
    slots: { count: ['14', '18', '22', '26', '31', '40'] },
    texts: [
      'wir möchten mit {count} Personen von {from} nach {to} fahren, Abfahrt gegen {time}. [Müssen wir uns anmelden?|Gibt es einen Gruppenpreis?|Passen wir alle in einen Wagen?] [Es sind zwei Rollstühle dabei.|Die Hälfte hat Fahrräder.|Die Kinder sind sechs Jahre alt.]',
      'Anmeldung: {count} Leute, {train}, {time} Uhr ab {from}. [Kirchenchor, es kann laut werden.|Wandergruppe, bescheiden und sauber.|Seminargruppe, alle mit Koffer.] Rechnung bitte an den Verein.',
    ],
    answers: [
      'Sie sind angemeldet: {count} Plätze, {train}, hinterer Wagen. Der Gruppenpreis spart gegenüber Einzelkarten rund ein Drittel, die Karte liegt in Ihrem Konto. Absagen können Sie kostenlos bis {w+4}.',
      'für {count} Personen reicht der Platz, wenn Sie den Zug davor nehmen; der um {time} ist wegen einer Schule schon voll. Ich habe beide für Sie vorgemerkt, bitte entscheiden Sie bis {w+3}. Die Rechnung geht an den Verein.',
    ],
    holds: [
      '{count} Personen sind machbar, die Fahrplanung prüft nur noch, ob ein zweiter Wagen angehängt werden kann. Die Bestätigung haben Sie bis {bis}.',
    ],
    asks: [
      'gern. Zwei Angaben fehlen mir: der Tag und ob jemand eine Einstiegshilfe braucht. Dann trage ich die {count} Plätze ein. Am {w+5} frage ich sonst nach.',
    ],
    promise: 'Bestätigung der Gruppenfahrt',
  },
  {
    key: 'ferry',
    language: 'de',
    presences: ['phone'],
    topic: 'ideas',
    kind: 'question',
    subjects: ['Anfrage zur Fähre F1', 'Anhänger auf der Fähre'],
    texts: [
      'Anfrage von {kunden} zur F1: [Darf ein Hund mit?|Kann man Plätze reservieren?|Fährt bei Niedrigwasser etwas?|Wie lange vorher muss man da sein?] Geplant ist die Fahrt um {time}.',
      'Anhänger mit Kajak auf der Fähre nach Norderhall, geht das? {kunde}, {count} Personen. [Termin ist noch offen.|Am liebsten am Vormittag.|Rückfahrt am selben Abend.]',
    ],
    slots: { count: ['zwei', 'drei', 'vier', 'fünf'] },
    answers: [
      'Hunde fahren angeleint kostenlos mit, Plätze sind nicht zu reservieren; 20 Minuten vorher genügt. Bei Niedrigwasser fällt die Fahrt um {time} aus, die Zeiten dafür gelten bis {w+14} und stehen am Anleger. {kunde} weiß Bescheid.',
      'Anhänger gehen auf die Vormittagsfähre, 14,00 € je Strecke, Anmeldung bis zum Vortag. Für {kunden} ist die Fahrt am {w+6} vorgemerkt, Absage jederzeit.',
    ],
    holds: [
      'Die Zeiten bei Niedrigwasser werden gerade neu gerechnet. {kunde} bekommt die Antwort bis {bis}.',
      'Die Kapitänin muss dem Anhänger zustimmen, die Frage liegt bei ihr. {kunde} bekommt die Antwort bis {bis}.',
    ],
    promise: 'Antwort der Fähre',
    weight: 0.9,
  },
  {
    key: 'machine',
    language: 'de',
    presences: ['phone', 'visit'],
    topic: 'invoice',
    kind: 'fault',
    subjects: ['Automat {from} behält Geld', 'Automat am {stop} gestört'],
    texts: [
      'Automat am Bahnhof {from}: Geld drin, keine Karte. [Zwanziger weg.|Zehner weg.|Es geht um 7,80 €.] Uhrzeit {time}. Gemeldet von {kunden}.',
      'Am {stop} nimmt der Automat [keine Münzen|keine Karten|nur passend]. {kunde} musste ohne Fahrschein einsteigen, die Fahrerin der {line} war zum Glück freundlich.',
    ],
    answers: [
      'Protokoll des Automaten in {from} gelesen, der Betrag ist bestätigt. Auszahlung im Laden {shop} ab {w+1} oder aufs Konto, {kunde} wählt. Die Technik war da, Münzprüfer getauscht.',
      'Automat am {stop} läuft wieder, gestört war das Kartenlesegerät. {kunde} bekommt die Fahrt gutgeschrieben; ein zweites Gerät wird bis {w+6} aufgestellt.',
    ],
    holds: [
      'Der Automat wird morgen geleert, dann steht der Betrag fest. {kunde} hört bis {bis} von uns.',
      'Die Technik sieht sich den Automaten heute an. {kunde} erfährt bis {bis}, ob er wieder läuft und was gutgeschrieben wird.',
    ],
    promise: 'Auszahlung nach Leerung des Automaten',
    weight: 1,
  },
  {
    key: 'letter-general',
    language: 'de',
    presences: ['letter'],
    topic: 'delay',
    kind: 'complaint',
    subjects: ['Brief: Fahrplanaushang zu klein', 'Brief: Abendfahrten Linie {line}'],
    texts: [
      'Maschinengeschriebener Brief von {kunden}: Der Aushang am {stop} hängt so hoch und ist so klein gedruckt, dass ihn ältere Leute nicht lesen können. [Bittet um einen zweiten in Augenhöhe.|Legt ein Foto mit Lupe bei.|Schlägt vor, „einmal selbst davorzustehen“.]',
      'Brief von {kunden}, drei Absätze, sehr höflich: Seit die letzte Fahrt der {line} um {time} entfällt, ist der Chorabend in {to} nicht mehr zu erreichen. [Unterschrieben haben zwölf weitere Personen.|Antwort bitte schriftlich.]',
    ],
    answers: [
      'Antwortbrief an {kunden}: Der Aushang am {stop} wird bis {w+8} durch einen großen in Augenhöhe ersetzt, ein Abdruck in großer Schrift liegt dem Brief bei.',
      'Antwortbrief an {kunden}: Ab {w+15} fährt dienstags und donnerstags ein Anruftaxi zur Zeit der alten {line}, zum normalen Fahrpreis. Faltblatt liegt bei.',
    ],
    holds: [
      'Kurzer Brief mit Zwischenstand an {kunden}: Die Planung berät den Vorschlag, die Antwort geht bis {bis} zur Post.',
    ],
    promise: 'Antwortbrief',
    priority: 'low',
    weight: 0.9,
  },
]
