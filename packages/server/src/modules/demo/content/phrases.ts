import type { Language, TeamKey } from './types.ts'

/** Short things people say in the middle of a case; `[a|b]` and slots as in the templates. */
export const thanks: Record<Language, string[]> = {
  de: [
    '[Danke|Vielen Dank|Super, danke|Besten Dank|Lieben Dank], [hat geklappt|ist angekommen|das passt so|damit ist es für mich erledigt|alles gut]. [Schönen Tag noch.|Grüße an das Team.|Bis zum nächsten Mal.|Das ging schneller als gedacht.]',
    '[Na also|Geht doch|Sehr gut|Prima|Klasse], [danke|merci|vielen Dank] [für die klare Antwort|fürs Kümmern|für die Mühe|für den kurzen Draht]. [Thema durch.|Haken dran.|So macht das Spaß.|Mehr wollte ich gar nicht.]',
    '[ok|okay|alles klar|gut|passt] [danke|dankeschön|thx|merci] [👍|🙏|😊|🙂] [war ja doch einfach|jetzt versteh ichs|hätte ich nicht erwartet|ging ja fix]',
    'Ich [wollte mich nur kurz bedanken|muss Sie loben|nehme alles zurück]: [Es läuft wieder.|Das Geld ist da.|Es hat funktioniert.|Genau so war es gemeint.] [Wirklich guter Service.|Das habe ich auch anders erlebt.|Weiter so.|Sagen Sie das ruhig weiter.]',
  ],
  en: [
    '[Thanks|Thank you|Many thanks|Great, thanks|Perfect, thank you], [that worked|it arrived|all sorted|that is all I needed]. [Have a good day.|Best to the team.|Quicker than I thought.|Much appreciated.]',
    '[Brilliant|Lovely|Excellent|Wonderful], [a clear answer|no fuss|that was easy|exactly right]. [Case closed from my side.|I take back half of what I said.|See you on the ferry.|Happy customer again.]',
    '[ok|alright|cool|nice] [thanks|cheers|thx|ta] [👍|🙏|😊|🙂] [works now|got it|money is here|all good]',
  ],
}

export const nudges: Record<Language, string[]> = {
  de: [
    '[Gibt es schon etwas Neues?|Haben Sie schon etwas gehört?|Wie ist der Stand?|Tut sich etwas?] [Ich frage nur, weil ich morgen unterwegs bin.|Ich will nicht drängeln, aber es ist mir wichtig.|Falls Sie noch etwas brauchen, sagen Sie Bescheid.|Eine kurze Zeile genügt mir.]',
    '[Danke für die Zwischennachricht.|Gut zu wissen, dass jemand dran ist.|Okay, dann warte ich so lange.|In Ordnung.] [Bitte denken Sie auch an die Kosten.|Zur Ergänzung: Es war Wagen {bike}.|Am Nachmittag bin ich telefonisch erreichbar.|Meine Frau kann das bestätigen, sie war dabei.]',
    '[noch was|nachtrag|ps|ach ja]: [es ist heute wieder passiert|das betrifft auch meine kollegin|die uhrzeit war {time}, nicht früher|am {stop} hängt ein zettel, der was anderes sagt]. [nur damit sie es wissen|vielleicht hilft das|bitte mit aufnehmen]',
  ],
  en: [
    '[Any news?|Have you heard anything?|Where are we?|Just checking in.] [No rush, but it matters to me.|I am travelling tomorrow, hence the question.|Tell me if you need anything else.|One line is enough.]',
    '[Thanks for the update.|Good to know somebody is on it.|Fine, I will wait.|Understood.] [To add: it was vehicle {bike}.|A colleague has the same problem.|It happened again today.|The time was {time}, by the way.]',
  ],
}

/** What members write to each other while something waits inside the house. */
export const notes: Record<TeamKey, string[]> = {
  kundenservice: [
    '@nadia [Leitstelle|Disposition|Werkstatt] ist gefragt, Antwort [steht noch aus|kommt am Nachmittag|soll heute kommen]. [Wagen {bike}.|Es geht um {stop}.|Zeitpunkt {time} Uhr.] Ich [bleibe dran|rufe um zehn noch einmal an|setze mir eine Wiedervorlage].',
    '@jonte [Kannst du im Protokoll nachsehen|Siehst du im System mehr als ich|Ist das derselbe Fehler wie gestern]? [Gerät {phoneModel}.|Rad {bike}.|Uhrzeit {time}.] [Kunde wartet, eilt ein bisschen.|Kein Notfall, aber zugesagt.]',
    '@tolga [Du hattest doch letzte Woche etwas Ähnliches|War das nicht wie bei der {line}|Hast du dazu noch die Antwort vom Depot]? [Haltestelle {stop}.|Laden {shop}.|Fahrt um {time}.]',
    'Mit [Frau Dahl|Herrn Krohn|Frau Petzke|dem Depot {to}] gesprochen, [prüft es|schaut heute nach|meldet sich bis zum Abend]. @mara [übernimmst du, falls ich nicht da bin|nur zur Kenntnis|hast du ihn schon einmal am Telefon gehabt]? [Stichwort {stop}.|Stichwort {bike}.]',
  ],
  social: [
    '@henrike Beitrag [wird geteilt, bisher harmlos|hat ein paar Antworten bekommen|ist ruhig geblieben]. [Linie {line}, {time} Uhr.|Haltestelle {stop}.] Ich [antworte öffentlich|beobachte weiter|schlage vor, freundlich zu bleiben].',
    '@mara [Magst du gegenlesen|Passt das so vom Ton|Kannst du bei der Leitstelle nachfragen]? Es geht um [die {line}|den {train}|Rad {bike}] um {time}.',
  ],
  rechnung: [
    '@falk [Freigabe bitte|Darf ich das erstatten|Bitte um kurzen Blick]: [{order}|{invoice}|{fine}]. [Betrag liegt über meinem Rahmen.|Buchhaltung wartet auf dein Okay.|Der Kunde hat recht, finde ich.]',
    '@owen [Steht die Zahlung zu {invoice} im Sammelkonto|Kennst du den Vorgang {fine}|Hast du {order} schon einmal angefasst]? [Finde sie nicht unter dem Namen.|Mir fehlt der Beleg.|Sonst frage ich die Bank.]',
    'Zahlungsdienst angeschrieben, Vorgang {order}. [Antwort dauert meist einen halben Tag.|Sie wollten sich bis {time} Uhr melden.|Nachfrage läuft.] @tolga [nur zur Info|falls jemand anruft].',
  ],
}
