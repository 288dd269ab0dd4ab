// Commands to one person called du; where a noun or an "ich" form looks the same, the place in the clause decides.
const PLAIN =
  'greif greife klär kläre erfass erfasse fordere besprich lies sprich wirf gönn lehn schließ schließe beantrag beantrage ' +
  'schreib schreibe schick schicke meld melde ruf rufe wend wende nutz nutze schau schaue guck gucke probier probiere versuch versuche sag sage gib nimm lies komm ' +
  'klick klicke starte teste bring bringe geh gehe mach mache lad lade füll fülle trag trage prüf prüfe kontaktier kontaktiere mail maile sende send warte wart hab ' +
  'bleib bleibe hol hole öffne lösch lösche gebe stell stelle frag frage klingel klingle bimmel bimmle telefonier telefoniere erzähl erzähle leg lege lass lasse verwende benutze wähl wähle ' +
  'antworte hinterlass hinterlasse erstell erstelle vergiss setz setze zeig zeige drück drücke tipp tippe zieh scroll scrolle log logge installier installiere aktualisier ' +
  'aktualisiere beschreib beschreibe nenn nenne check checke poste vereinbare besuch besuche achte denk denke halt halte sieh schnapp entschuldige verzeih ' +
  'reich reiche wirf buch buche wechsel wechsle notier notiere gedulde kündige speicher speichere bestell bestelle bestätige'
export const DU_COMMANDS: ReadonlySet<string> = new Set(PLAIN.split(' '))

export const IHR_COMMANDS: ReadonlySet<string> = new Set(
  'schreibt schickt meldet ruft wendet nutzt schaut probiert versucht sagt gebt nehmt kommt klickt startet bringt geht macht ladet füllt sendet wartet habt holt fragt kontaktiert'.split(
    ' ',
  ),
)

/** Behind these a command may begin. */
export const BEFORE_A_COMMAND: ReadonlySet<string> = new Set(
  'bitte dann einfach doch also und oder gern gerne besten dazu dafür hierfür jetzt ansonsten sonst aber deshalb daher sondern notfalls alternativ please'.split(
    ' ',
  ),
)
