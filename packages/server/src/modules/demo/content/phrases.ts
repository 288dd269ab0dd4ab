import type { Language, TeamKey } from './types.ts'

/** Short things people say in the middle of a case; `[a|b]` and slots as in the templates. */
export const thanks: Record<Language, string[]> = {
  de: [
    '[Danke|Vielen Dank|Super, danke|Besten Dank|Lieben Dank], [das hilft mir weiter|so machen wir das|das passt für mich|damit ist es für mich erledigt|dann weiß ich Bescheid]. [Schönen Tag noch.|Grüße an das Team.|Bis zum nächsten Mal.|Das ging schneller als gedacht.]',
    '[Na also|Geht doch|Sehr gut|Prima|In Ordnung], [danke|merci|vielen Dank] [für die klare Antwort|fürs Kümmern|für die Mühe|für den kurzen Draht]. [Thema durch.|Haken dran.|Mehr wollte ich gar nicht.|Damit kann ich etwas anfangen.]',
    '[ok|okay|alles klar|gut|passt] [danke|dankeschön|thx|merci] [👍|🙏|😊|🙂] [jetzt versteh ichs|hätte ich nicht erwartet|ging ja fix|wenigstens mal eine antwort]',
    'Ich wollte mich nur kurz bedanken, [so eine Antwort bekommt man selten|das war verständlich|auch für den freundlichen Ton|dass sich jemand wirklich kümmert]. [Das habe ich auch anders erlebt.|Weiter so.|Sagen Sie das ruhig weiter.|Mehr braucht es ja gar nicht.]',
  ],
  en: [
    '[Thanks|Thank you|Many thanks|Great, thanks|Right, thank you], [that helps|clear enough|fine with me|that is all I needed]. [Have a good day.|Best to the team.|Quicker than I thought.|Much appreciated.]',
    '[Good|Lovely|Excellent|Fair enough], [a clear answer|no fuss|that was easy to follow|an answer from a human]. [Case closed from my side.|I take back half of what I said.|See you on board.|I did not expect that.]',
    '[ok|alright|cool|nice] [thanks|cheers|thx|ta] [👍|🙏|😊|🙂] [got it|clear now|quick, that]',
  ],
}

export const nudges: Record<Language, string[]> = {
  de: [
    '[Gibt es schon etwas Neues?|Haben Sie schon etwas gehört?|Wie ist der Stand?|Tut sich etwas?] [Ich frage nur, weil ich morgen unterwegs bin.|Ich will nicht drängeln, aber es ist mir wichtig.|Falls Sie noch etwas brauchen, sagen Sie Bescheid.|Eine kurze Zeile genügt mir.]',
    '[Danke für die Zwischennachricht.|Gut zu wissen, dass jemand dran ist.|Okay, dann warte ich so lange.|In Ordnung.] [Am Nachmittag bin ich telefonisch erreichbar.|Mails lese ich erst abends wieder.|Dann höre ich von Ihnen.|Nett, dass Sie sich gleich gemeldet haben.]',
    '[nur kurz|nachtrag|ps|ach ja]: [ich bin ab morgen drei tage weg|meine kollegin fragt auch schon|bitte an diese adresse antworten, nicht an die alte]. [nur damit sie es wissen|eilt nicht|danke schon mal]',
  ],
  en: [
    '[Any news?|Have you heard anything?|Where are we?|Just checking in.] [No rush, but it matters to me.|I am travelling tomorrow, hence the question.|Tell me if you need anything else.|One line is enough.]',
    '[Thanks for the update.|Good to know somebody is on it.|Fine, I will wait.|Understood.] [A colleague asked me about it as well.|I read mail in the evening only.|Looking forward to your answer.|Nice to hear from a person.]',
  ],
}

/** What members write to each other while something waits inside the house. */
export const notes: Record<TeamKey, string[]> = {
  kundenservice: [
    '@nadia [Leitstelle|Disposition|Betriebshof] ist gefragt ({about}), Antwort [steht noch aus|kommt am Nachmittag|soll heute kommen]. Ich [bleibe dran|rufe um zehn noch einmal an|setze mir eine Wiedervorlage].',
    '@jonte [Kannst du dazu im Protokoll nachsehen|Siehst du im System mehr als ich|Findest du dazu eine Meldung]? {about}. [Eilt ein bisschen.|Kein Notfall, aber zugesagt.|Die Zusage steht im Fall.]',
    '@tolga [Du hattest letzte Woche etwas Ähnliches|War das nicht schon einmal Thema|Hast du dazu noch die Antwort vom Betriebshof], {about}? [Dann muss ich nicht zweimal fragen.|Ein Satz reicht mir.]',
    'Mit [Frau Dahl|Herrn Krohn|Frau Petzke|dem Betriebshof] gesprochen ({about}), [wird geprüft|heute noch Rückmeldung|Antwort bis zum Abend]. @mara [übernimmst du, falls ich nicht da bin|nur zur Kenntnis|bitte mit im Blick behalten].',
  ],
  social: [
    '@henrike Beitrag [wird geteilt, bisher harmlos|hat ein paar Antworten bekommen|ist ruhig geblieben] ({about}). Ich [antworte öffentlich|beobachte weiter|schlage vor, freundlich zu bleiben].',
    '@mara [Magst du gegenlesen|Passt das so vom Ton|Kannst du bei der Leitstelle nachfragen]? Es geht um {about}. [Danke dir.|Heute noch, wenn es geht.]',
  ],
  rechnung: [
    '@falk [Freigabe bitte|Darf ich das erstatten|Bitte um kurzen Blick]: {about}. [Betrag liegt über meinem Rahmen.|Buchhaltung wartet auf dein Okay.|Die Angaben passen zum Protokoll.]',
    '@owen [Kennst du den Vorgang schon|Hast du das schon einmal angefasst|Liegt dazu etwas im Sammelkonto], {about}? [Mir fehlt der Beleg.|Sonst frage ich die Bank.|Eine Zeile reicht.]',
    'Zahlungsdienst angeschrieben ({about}). [Antwort dauert meist einen halben Tag.|Rückmeldung ist für heute zugesagt.|Nachfrage läuft.] @tolga [nur zur Info|falls jemand anruft].',
  ],
}
