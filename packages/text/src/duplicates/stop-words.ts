/** Words that tell nothing of a concern. */
export const stopWords = `
der die das den dem des ein eine einen einem einer eines und oder aber denn weil dass daß wenn als wie wo was wer wen wem warum wieso weshalb wann ob ich du er sie es wir ihr mich mir
dich dir uns euch ihn ihm ihnen mein meine meinen meiner meinem meines dein deine deinen deiner sein seine seinen seiner seinem ihre ihren ihrem ihrer unser unsere unserem unseren euer eure
euren eurem eurer für mit von vom zu zum zur bei beim nach aus auf über unter vor zwischen durch gegen um im am in an ins ans bis seit während trotz hier dort da dann jetzt
heute gestern morgen immer wieder noch nur schon sehr mehr viel viele alle alles etwas bitte hallo hi hey guten tag moin servus sehr geehrte damen herren freundliche freundlichen grüße
grüßen gruß lg mfg kann können konnte kannst könnt könnte könnten muss müssen musste soll sollte sollen will wollen wollte möchte würde würden wäre darf dürfen sich man so doch mal ja nein dieser dieses diesem diesen diese welche welcher welches jede jeder jedes
andere anderen selbst sowie bereits damit dazu dafür davon daher deshalb deswegen also nun bin bist ist sind seid war waren wart werden wird wurde wurden worden geworden habe haben hast hat hatte hatten hätte
gibt geben gab machen mache macht gemacht tun lassen lässt ganz gar eben halt einfach leider wirklich eigentlich gerade endlich bisher trotzdem obwohl irgendwie irgendwann echt mehrfach mehrmals gern gerne
sagen sagt gesagt weiß wissen finde finden sehen sehe gesehen schauen frage fragen problem hilfe helfen jemand irgendjemand euch ihnen etwa ungefähr ca liebes liebe team kundenservice kundendienst kunde kunden kundin support service
the a an and or but if when while as how where what who why which i you he she it we they me him us them my your his its our their this these those that there here then now today yesterday
tomorrow always again still just only very also too so than to of in on at by for from with about into over under between through against until since before after up out off is are was were be been being am has have
had having do does did doing can could must should will would shall may might please hello hi dear regards kind best hey yes get gets getting make makes made really actually simply already yet any some all each every more most much many such own
same both few other others one two first i'm it's i've you're s t m ve re ll d don im ive u ur pls plz want wanted need know say said tell told see look find problem issue help question ask asked someone somebody anyone anything something everything customer service team support back even ever
danke dank dankeschön vielen herzlichen thank thanks cheers grateful schön
want let us guys keep keeps kept seem seems going go went time thing things`

export const negations = `nicht nichts kein keine keinen keinem keiner nie niemals niemand nirgends ohne weder not no never nobody none nothing without cannot cant can't won't wont doesnt doesn didnt didn isnt isn wasnt wasn hasnt hasn havent haven wouldnt couldn couldnt unable fails failed refuses`
