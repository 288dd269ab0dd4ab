import type { CaseTemplate } from './template.ts'

/** Rental, shop, repair; and the cluster of the light that drowns. */
export const bikes: CaseTemplate[] = [
  {
    key: 'lumo',
    language: 'de',
    presences: ['form', 'mail-service', 'visit', 'phone', 'form'],
    topic: 'product',
    kind: 'fault',
    subjects: ['Lumo 2 defekt', 'Akkuleuchte Lumo 2 lädt nicht', 'Lumo 2 nach Regen tot', 'Reklamation Lumo 2'],
    texts: [
      'Lumo 2, gekauft im Laden {shop} vor {days} Wochen: [lädt nicht mehr|geht nach zwei Minuten aus|blinkt nur noch rot]. Unter der Gummikappe war Wasser. [Kassenbon ist da.|Kassenbon liegt irgendwo.]',
      'Lumo 2 nach einer Regenfahrt von {from} nach {to} [tot|dunkel|ohne Lebenszeichen]. Die Kappe an der Ladebuchse [steht ab|sitzt schief|schließt nicht]. Bitte Ersatz oder Geld zurück.',
      'zweite Lumo 2 in Folge kaputt, beide Male Wasser in der Buchse. [Im Dunkeln ohne Licht ist kein Spaß.|Wird die nicht geprüft?|Wieso verkauft ihr die noch?] Gekauft im Laden {shop}.',
      'die Leuchte Lumo 2 hat sich verabschiedet, mitten auf dem Deich bei {to}. [Kein Licht, kein Mond.|Ich bin geschoben.|Zum Glück hatte das Telefon noch Akku.] Feuchtigkeit unter der Kappe ist deutlich zu sehen.',
    ],
    answers: [
      'Ersatz ist zugesagt: Im Laden {shop} liegt ab {w+1} eine Lumo 3, auch ohne Kassenbon. Die Lumo 2 ist seit dieser Woche nicht mehr im Verkauf, die undichte Kappe haben wir beim Hersteller beanstandet. [Danke für die genaue Beschreibung.|Bis dahin bitte nicht ohne Licht fahren, der Laden leiht eine Leuchte aus.]',
      'Tausch gegen die Lumo 3 ist vermerkt, Abholung im Laden {shop} ab {w+1}. Wer lieber das Geld möchte, bekommt die 29,90 € dort bar. Der Fehler ist bekannt, die Kappe lässt Wasser in die Buchse.',
      'Die neue Leuchte (Lumo 3, anderes Modell) geht heute in die Post und ist bis {w+3} da. Die alte bitte nicht mehr laden, feuchte Akkus können warm werden; der Laden {shop} nimmt sie zurück.',
    ],
    holds: [
      'Die Lumo 2 ist aus dem Verkauf genommen, Ersatz gibt es in jedem Laden. Ob alle Käufer angeschrieben werden, entscheidet sich gerade. Die Auskunft dazu folgt bis {bis}.',
    ],
    asks: [
      'Ersatz liegt bereit. Offen ist nur, in welchem Laden: {shop} oder näher an der Arbeit? Ein Ortsname genügt. Ohne Antwort bleibt die Leuchte bis {w+6} im Laden {shop} zurückgelegt.',
    ],
    promise: 'Auskunft zum Rückruf der Lumo 2',
    tags: ['lumo-2'],
    maxAgeHours: 200,
    weight: 2.8,
  },
  {
    key: 'parcel-missing',
    language: 'de',
    presences: ['mail-service', 'form'],
    topic: 'delivery',
    kind: 'complaint',
    subjects: ['Wo bleibt {order}?', 'Lieferung {order}', 'Paket seit {days} Tagen unterwegs'],
    slots: {
      product: [
        'die Packtasche Kiste 24',
        'den Helm Kappe',
        'das Schloss Anker',
        'das Regencape Luv',
        'die Luftpumpe',
        'den Kindersitz',
      ],
    },
    texts: [
      'am {d-9} habe ich {product} bestellt ({order}). [Seitdem steht da „in Bearbeitung“.|Laut Verfolgung seit {days} Tagen im Depot.|Angeblich zugestellt, hier ist nichts.] [Wann kommt das Paket?|Langsam brauche ich es.|Soll ich noch warten?]',
      '{order}: Der Bote hat [nicht geklingelt|einen Zettel für eine andere Straße hinterlassen|das Paket am {stop} in einen Laden gebracht, den es nicht gibt]. [Ich war den ganzen Tag zu Hause.|So wird das nichts.|Bitte noch mal, aber richtig.]',
      'ich warte auf {product}. Geburtstagsgeschenk, [übermorgen|in drei Tagen|am Wochenende]. Nummer {order}. [Schaffen Sie das?|Sonst kaufe ich es woanders, tut mir leid.|Es eilt wirklich.]',
    ],
    answers: [
      'das Paket {order} lag im Depot {to}, weil der Aufkleber abgegangen war. Es fährt heute mit und ist bis {w+1} bei Ihnen. Die Versandkosten von 4,90 € habe ich erstattet.',
      'ich habe {order} noch einmal losgeschickt, diesmal aus dem Laden {shop}: Es ist bis {w+2} bei Ihnen. Sollte das erste Paket doch auftauchen, geben Sie es einfach dem Boten zurück.',
      'damit es sicher rechtzeitig klappt, liegt {product} ab heute 16 Uhr im Laden {shop} für Sie. Wenn der Weg zu weit ist, bringt der Kurier es bis {w+1}, Kosten für Sie: keine.',
    ],
    holds: [
      'der Paketdienst sucht {order} im Depot und hat mir eine Antwort zugesagt. Bis {bis} wissen Sie, wann es kommt; ist es nicht da, schicke ich ein neues.',
    ],
    asks: [
      'auf dem Aufkleber von {order} steht nur die Straße ohne Hausnummer. Wie lautet sie? Dann geht das Paket heute noch raus. Am {w+2} rufe ich sonst kurz an.',
    ],
    promise: 'Verbleib der Bestellung',
    weight: 1.5,
  },
  {
    key: 'return-article',
    language: 'de',
    presences: ['form', 'mail-service', 'visit'],
    topic: 'delivery',
    kind: 'request',
    subjects: ['Umtausch {order}', 'Falscher Inhalt: {order}'],
    slots: { product: ['Helm Kappe', 'Regencape Luv', 'Packtasche Kiste 24', 'Handschuhe Kiel', 'Lenkertasche'] },
    texts: [
      '{product} ist [zu klein|zu groß|in der falschen Farbe gekommen], Bestellung {order}. [Umtausch oder Geld zurück, beides recht.|Am liebsten Umtausch im Laden {shop}.|Anprobiert, sonst unbenutzt.]',
      'statt {product} lag [eine Klingel|ein Kindersattel|gar nichts außer Papier] im Karton, {order}. [Lustig, aber nicht das, was bestellt war.|Bitte das Richtige nachsenden.]',
    ],
    answers: [
      'Umtausch ist veranlasst: {product} in der richtigen Ausführung liegt ab {w+2} im Laden {shop}. Die falsche Ware einfach dort abgeben, ein Beleg ist nicht nötig.',
      'Die richtige Ware zu {order} geht heute raus, Ankunft bis {w+3}. Ein Aufkleber für die Rücksendung liegt bei, bezahlt ist er auch.',
    ],
    holds: [
      '{product} ist im Lager gerade nicht da, die Läden zählen ihren Bestand. Bis {bis} steht fest, ob Umtausch oder Erstattung schneller geht; entschieden wird nach Ihrem Wunsch.',
    ],
    promise: 'Umtausch oder Erstattung',
  },
  {
    key: 'rental-running',
    language: 'de',
    presences: ['form', 'mail-service'],
    topic: 'rental',
    kind: 'fault',
    subjects: ['Leihe {bike} läuft weiter', 'Abbuchung für Rad {bike}', 'Schloss Rad {bike}'],
    texts: [
      'Rad {bike} steht in der Station {station}, [Schloss zu|Bügel eingerastet|alles korrekt], aber die App zählt weiter. Schon {min} Minuten. [Bitte beenden.|Wer zahlt das?|Ich muss zum Zug.]',
      'abgebucht: [23,50 €|31,00 €|18,75 €] für eine Fahrt von {min} Minuten mit Rad {bike}. [Da stimmt etwas nicht.|Ich hatte es um {time} an der Station {station} abgestellt.|Das Rad stand die ganze Nacht in der Station.]',
      'das Schloss von {bike} ging an der Station {station} nicht auf, bezahlt habe ich trotzdem. [Bin dann gelaufen.|Zwei andere Leute hatten dasselbe Problem.|Bitte um Rückbuchung.]',
    ],
    answers: [
      'Ihre Fahrt mit Rad {bike} ist beendet, und zwar auf die Minute, in der es an der Station {station} stand. Sie zahlen nur die echte Zeit; der Rest ist bis {w+2} zurück. Das Rad ist gesperrt und wird heute geholt.',
      'ich habe die Fahrt mit {bike} auf {min} Minuten berichtigt, das kostet 1,50 €. Der zu viel gezahlte Betrag ist bis {w+3} wieder da. Der Sender im Schloss war leer, er wird getauscht.',
      'der Betrag für {bike} ist zurückgebucht, und die Station {station} ist bis {w+1} außer Betrieb, damit es nicht noch jemanden trifft. Für die nächste Fahrt haben Sie 30 Minuten frei.',
    ],
    holds: [
      'Rad {bike} ist für alle gesperrt und Ihre Fahrt angehalten, es läuft nichts mehr weiter. Die Werkstatt liest das Schloss aus; bis {bis} steht der richtige Betrag fest.',
    ],
    asks: [
      'Rad {bike} hat zwei Meldungen geschickt, die einander widersprechen. Wann standen Sie ungefähr an der Station, und ging das Schloss hörbar? Dann berichtige ich den Betrag sofort. Am {w+2} prüfe ich sonst die Aufzeichnung.',
    ],
    promise: 'Berichtigter Betrag der Leihe',
    weight: 1.4,
  },
  {
    key: 'rental-damaged',
    language: 'de',
    presences: ['form'],
    topic: 'rental',
    kind: 'fault',
    subjects: ['Rad {bike} defekt', 'Station {station}: mehrere Räder platt'],
    slots: { part: ['Kette', 'Hinterradbremse', 'Sattelklemme', 'Klingel', 'Gangschaltung', 'Pedale links'] },
    texts: [
      'Rad {bike}, Station {station}: {part} [kaputt|lose|hinüber]. [Nur zur Info, damit niemand stürzt.|Habe es trotzdem abgegeben.|Wollte es melden, die App bietet das aber nicht an.]',
      'station {station}, vier räder, [drei platt|alle dreckig|zwei ohne sattel]. {bike} war noch das beste. [bitte mal vorbeischauen]',
    ],
    answers: [
      'danke fürs Melden. Rad {bike} ist gesperrt und wird heute abgeholt ({part}). Für Ihre Mühe sind die nächsten 60 Minuten frei. Melden geht künftig auch in der App, der Knopf kommt mit der Fassung nach {w+10}.',
      'die Werkstatt war heute an der Station {station} und hat {bike} und zwei weitere Räder mitgenommen. Am {w+1} stehen dort wieder acht geprüfte Räder.',
    ],
    holds: [
      '{bike} ist gesperrt. Die Werkstatt fährt die Station {station} auf der nächsten Runde an, bis {bis} sage ich Ihnen, was gemacht wurde.',
    ],
    promise: 'Was an der Station gemacht wurde',
    priority: 'low',
    weight: 1.1,
  },
  {
    key: 'warranty',
    language: 'de',
    presences: ['mail-service', 'form'],
    topic: 'product',
    kind: 'complaint',
    subjects: ['Reklamation {order}', 'Enttäuscht: {product}'],
    slots: { product: ['Packtasche Kiste 24', 'Schloss Anker', 'Helm Kappe', 'Faltrad Pendel 20', 'Luftpumpe'] },
    texts: [
      '{product}, Bestellung {order}, hält nicht, was Sie versprechen: [Naht aufgegangen|Verschluss gebrochen|Lack blättert ab|klappert bei jeder Fahrt]. [Gekauft vor {days} Wochen.|Das darf nach so kurzer Zeit nicht sein.] Was schlagen Sie vor?',
      '{product}: für mich eine Enttäuschung. [Die Kollegin im Laden {shop} hat mir etwas anderes erzählt.|Bei dem Preis erwarte ich mehr.|Mein altes hat zwölf Jahre gehalten.] Nummer {order}. Bitte Reparatur oder Ersatz.',
    ],
    answers: [
      'bei einem Fehler nach so kurzer Zeit tauschen wir ohne Wenn und Aber: {product} neu, abholbereit im Laden {shop} ab {w+2}. Das alte Stück geben Sie dort ab, der Hersteller bekommt es von uns zur Prüfung.',
      'ich schlage die Reparatur vor, weil sie schneller geht: Die Werkstatt im Laden {shop} hat am {w+3} um 10 Uhr Platz und repariert es, während Sie warten. Kosten entstehen Ihnen keine. Passt der Termin nicht, antworten Sie mit einem anderen Tag.',
    ],
    holds: [
      'die Werkstatt sieht sich den Fehler an ({product}), ein gleicher ist schon einmal gemeldet worden. Bis {bis} sage ich Ihnen, ob Reparatur oder Tausch.',
    ],
    asks: [
      'damit ich gleich das richtige Teil bestelle: Können Sie mir ein Foto der Stelle schicken? Antworten Sie einfach auf diese Nachricht. Am {w+3} rufe ich sonst an, dann beschreiben Sie es mir.',
    ],
    promise: 'Reparatur oder Tausch',
  },
  {
    key: 'repair-appointment',
    language: 'de',
    presences: ['phone', 'visit'],
    topic: 'rental',
    kind: 'request',
    subjects: ['Werkstatttermin im Laden {shop}', 'Reparatur dauert zu lange, Laden {shop}'],
    texts: [
      '{kunde} braucht einen Werkstatttermin im Laden {shop}: [Bremsen quietschen|Schaltung springt|Inspektion vor dem Urlaub|Speiche gebrochen]. [Am liebsten vor neun Uhr.|Nachmittags ist es besser.|Egal wann, nur diese Woche.]',
      'Im Laden {shop}: Rad von {kunden} ist seit {days} Tagen in Reparatur, zugesagt waren drei. [Keine Nachricht bekommen.|Fährt seitdem mit dem Bus, Linie {line}.|Bittet um einen festen Tag.]',
    ],
    answers: [
      'Termin vereinbart: {w+3}, 9 Uhr, Laden {shop}. {kunde} bekommt für die Zeit ein Leihrad. Bestätigung mündlich, keine Mail gewünscht.',
      'Das Ersatzteil ist da, das Rad ist am {w+2} ab 15 Uhr fertig. Für die Verzögerung entfällt die Arbeitszeit (24,00 €). {kunde} ist zufrieden.',
    ],
    holds: ['Werkstatt {shop} gefragt, Plan wird heute gemacht. {kunde} erfährt den Termin bis {bis}.'],
    promise: 'Termin in der Werkstatt',
    weight: 0.9,
  },
  {
    key: 'shop-question',
    language: 'de',
    presences: ['form', 'mail-service'],
    topic: 'delivery',
    kind: 'question',
    subjects: ['Ist {product} vorrätig?', 'Passt das? {product}'],
    slots: {
      product: [
        'Faltrad Pendel 20',
        'Kindersitz',
        'Packtasche Kiste 24',
        'Lastenrad-Verdeck',
        'Helm in Größe XL',
        'Schloss Anker',
      ],
    },
    texts: [
      'haben Sie {product} im Laden {shop} [vorrätig|zum Ausprobieren|da, bevor ich umsonst komme]? [Ich könnte am Samstag.|Bestellen möchte ich ungern blind.]',
      'passt {product} [in die RB 41 unter den Sitz|an ein älteres Damenrad|zu einem Rad mit 28 Zoll|für jemanden mit 1,52 m]? Die Angaben auf der Seite sind da etwas sparsam.',
    ],
    answers: [
      'im Laden {shop} steht ein Stück, ich habe es bis {w+3} auf Ihren Namen zurückgelegt ({product}). Ausprobieren dürfen Sie in Ruhe, der Hof hinter dem Laden ist dafür frei.',
      'ja, das passt. Ich habe es gerade nachgemessen und die Maße auf der Seite ergänzt ({product}). Wenn es doch nicht gefällt, haben Sie 30 Tage zum Zurückgeben; Versand bis {w+2}, falls Sie heute bestellen.',
    ],
    holds: [
      'ich frage in den sechs Läden nach ({product}) und lasse das nächste freie Stück zurücklegen. Bis {bis} sage ich Ihnen, wo es steht.',
      'die Maße auf der Seite helfen da wirklich nicht. Ein Kollege misst morgen im Laden nach ({product}), bis {bis} haben Sie die Antwort in Zentimetern.',
    ],
    promise: 'Wo das Stück zu haben ist',
    priority: 'low',
  },
  {
    key: 'cargo-booking',
    language: 'de',
    presences: ['form', 'mail-service'],
    topic: 'rental',
    kind: 'request',
    subjects: ['Lastenrad am Wochenende', 'Lastenrad: Buchung stimmt nicht'],
    texts: [
      'ich bräuchte am Samstag ein Lastenrad für [einen Umzug|die Einschulung|den Flohmarkt], am liebsten ab Laden {shop}. [Wie lange im Voraus muss ich buchen?|Braucht man dafür einen Führerschein?|Was kostet der ganze Tag?]',
      'meine Buchung für das Lastenrad (Station {station}, {time} Uhr) [zeigt zwei Räder statt eines|steht auf „wartet“|ist mit falschem Datum drin]. Können Sie das [richtigstellen|ändern|in Ordnung bringen]?',
    ],
    answers: [
      'für Samstag ist ein Lastenrad auf Sie eingetragen, Laden {shop}, 9 bis 18 Uhr, 48,00 €. Ein Führerschein ist nicht nötig. Stornieren können Sie kostenlos bis {w+2}.',
      'die Buchung stimmt jetzt: ein Rad, ab {time} Uhr, Station {station}. Der doppelte Betrag ist zurückgebucht und bis {w+3} bei Ihnen.',
    ],
    holds: [
      'das Lastenrad in {shop} ist für Samstag vorgemerkt, eine Rückgabe steht noch aus. Bis {bis} bestätige ich Ihnen die Buchung oder nenne Ihnen das nächste Rad.',
      'Ihre Buchung ist im System doppelt angelegt, das Geld dafür habe ich angehalten. Die Vermietung ordnet sie gerade. Bis {bis} bestätige ich Ihnen ein Rad zur richtigen Zeit.',
    ],
    promise: 'Bestätigung des Lastenrads',
    weight: 0.9,
  },
  {
    key: 'post-bike',
    language: 'de',
    presences: ['found-fediverse', 'found-bluesky'],
    topic: 'rental',
    kind: 'complaint',
    du: true,
    subjects: ['Beitrag: Leihräder Station {station}', 'Beitrag: Rad {bike}'],
    texts: [
      'Leihrad-Bingo an der Station {station}: [Platten, Platten, kein Sattel|kein Rad, kein Rad, kein Rad|Kette ab, Licht aus, Klingel weg]. Ich laufe. @uferlinie',
      'rad {bike} von @uferlinie quietscht so, dass [die enten flüchten|mich alle grüßen|ich keine klingel brauche]. [hat was.|kunst?|bitte ölen 🙏]',
    ],
    answers: [
      'danke fürs Melden, die Werkstatt fährt {station} heute an. Ab {w+1} stehen dort wieder geprüfte Räder. Deine nächste halbe Stunde geht auf uns.',
      'Rad {bike} ist gesperrt und kommt an die Ölkanne. Bis {w+2} rollt es wieder leise, versprochen.',
    ],
    holds: ['danke, die Werkstatt ist unterwegs. Was sie findet, schreibe ich dir hier bis {bis}.'],
    promise: 'Öffentliche Antwort zum Rad',
    weight: 0.9,
  },
]
