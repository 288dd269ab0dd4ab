// Texts written for this project: how people write to a company in languages for which the public set holds only news and
// encyclopedia sentences. One text per line; words alone count as texts too.

export const ownLanguageTexts: Readonly<Record<string, string>> = {
  fr: `où est mon colis
je n'ai toujours pas reçu ma commande
bonjour, ma facture est fausse, pouvez-vous vérifier s'il vous plaît
merci beaucoup pour votre aide
c'est inadmissible, personne ne répond au téléphone
je voudrais résilier mon abonnement
le service client est nul
l'application ne marche plus depuis la mise à jour
quand est-ce que vous allez me rembourser
très déçu, je ne commanderai plus jamais chez vous
colis livraison facture remboursement commande retard panne réclamation bonjour merci salut d'accord jamais toujours aujourd'hui demain hier pourquoi comment combien bientôt votre notre leurs avez sommes êtes suis avoir être faire gratuit vraiment ça
j'attends depuis trois semaines
vous vous moquez du monde ou quoi
le train est encore en retard ce matin
ma lampe fait du bruit depuis hier, pouvez-vous m'aider`,
  it: `dov'è il mio pacco
non ho ancora ricevuto il mio ordine
buongiorno, la fattura è sbagliata, potete controllare per favore
grazie mille per l'aiuto
è una vergogna, non risponde nessuno al telefono
vorrei disdire il contratto
il servizio clienti è pessimo
l'app non funziona più dopo l'aggiornamento
quando mi restituite i soldi
molto deluso, non comprerò mai più da voi
pacco consegna fattura rimborso ordine ritardo guasto reclamo buongiorno grazie ciao mai sempre oggi domani ieri perché come quanto presto vostro nostro avete siamo siete sono avere essere fare gratis davvero però anche
aspetto da tre settimane
anche stamattina il treno è in ritardo
ma è possibile che nessuno risponda
la mia lampada fa rumore da ieri, mi potete aiutare`,
  es: `dónde está mi paquete
todavía no he recibido mi pedido
buenos días, la factura está mal, pueden revisarla por favor
muchas gracias por la ayuda
es una vergüenza, nadie contesta el teléfono
quiero cancelar mi contrato
el servicio al cliente es pésimo
la aplicación no funciona desde la actualización
cuándo me devuelven el dinero
muy decepcionado, no vuelvo a comprar nunca más
paquete entrega factura reembolso pedido retraso avería reclamación buenos gracias hola nunca siempre hoy mañana ayer porqué cómo cuánto pronto vuestro nuestro tienen somos sois soy tener ser hacer gratis verdad pero también
llevo tres semanas esperando
otra vez el tren con retraso esta mañana
no me lo puedo creer
mi lámpara hace ruido desde ayer, me pueden ayudar`,
  nl: `waar blijft mijn pakket
ik heb mijn bestelling nog steeds niet ontvangen
goedemorgen, mijn factuur klopt niet, kunt u dat nakijken alstublieft
heel erg bedankt voor de hulp
dit is schandalig, niemand neemt de telefoon op
ik wil mijn abonnement opzeggen
de klantenservice is waardeloos
de app doet het niet meer sinds de update
wanneer krijg ik mijn geld terug
erg teleurgesteld, ik bestel hier nooit meer
pakket bezorging factuur terugbetaling bestelling vertraging storing klacht goedemiddag bedankt dankjewel doei nooit altijd vandaag morgen gisteren waarom hoe hoeveel gauw jullie onze hebben zijn wij bent ben worden maken gratis echt maar ook
ik wacht al drie weken
de trein is vanochtend weer te laat
wat een ellende zeg
mijn lamp maakt sinds gisteren geluid, kunt u mij helpen`,
  pl: `gdzie jest moja paczka
nadal nie otrzymałem zamówienia
dzień dobry, faktura jest błędna, czy mogą państwo sprawdzić
bardzo dziękuję za pomoc
to skandal, nikt nie odbiera telefonu
chcę wypowiedzieć umowę
obsługa klienta jest beznadziejna
aplikacja nie działa po aktualizacji
kiedy dostanę zwrot pieniędzy
jestem rozczarowany, nigdy więcej u was nie kupię
paczka dostawa faktura zwrot zamówienie opóźnienie awaria reklamacja dzień dobry dziękuję cześć nigdy zawsze dzisiaj jutro wczoraj dlaczego jak ile wkrótce wasz nasz macie jesteśmy jestem mieć być robić darmo naprawdę ale też
czekam już trzy tygodnie
pociąg znowu jest spóźniony
moja lampa hałasuje od wczoraj, czy możecie mi pomóc
prosze o kontakt
dziekuje bardzo za odpowiedz`,
  tr: `kargom nerede
siparişim hâlâ gelmedi
merhaba, faturam yanlış, lütfen kontrol eder misiniz
yardımınız için çok teşekkür ederim
rezalet, telefona kimse bakmıyor
sözleşmemi iptal etmek istiyorum
müşteri hizmetleri berbat
güncellemeden sonra uygulama çalışmıyor
paramı ne zaman iade edeceksiniz
çok hayal kırıklığına uğradım, bir daha almam
kargo teslimat fatura iade sipariş gecikme arıza şikayet merhaba teşekkürler selam asla her zaman bugün yarın dün neden nasıl kaç yakında sizin bizim var yok değil için ama çok ücretsiz gerçekten de
üç haftadır bekliyorum
tren bu sabah yine gecikti
lambam dünden beri ses yapıyor, yardım eder misiniz
tesekkurler
siparisim nerede kaldi
cok kotu hizmet`,
  pt: `onde está a minha encomenda
ainda não recebi o meu pedido
bom dia, a fatura está errada, podem verificar por favor
muito obrigado pela ajuda
é uma vergonha, ninguém atende o telefone
quero cancelar o meu contrato
o atendimento ao cliente é péssimo
o aplicativo não funciona depois da atualização
quando vão devolver o meu dinheiro
estou muito desapontada, não compro mais aqui
encomenda entrega fatura reembolso pedido atraso avaria reclamação bom obrigado obrigada olá nunca sempre hoje amanhã ontem porquê como quanto logo vosso nosso temos somos são estou ter ser fazer grátis mesmo mas também não sim você vocês muito uma um dos das nos nas pelo pela isso isto aquele essa então já ainda até quem onde foi está estão será
estou à espera há três semanas
o comboio está outra vez atrasado
não acredito nisto
a minha lâmpada faz barulho desde ontem, podem ajudar
A reunião de ontem foi adiada porque faltavam documentos importantes.
Os moradores pediram à câmara municipal que arranjasse a estrada antes do inverno.
Ela disse que as crianças gostaram muito da viagem e querem voltar no próximo ano.
O preço dos alimentos subiu bastante nos últimos meses, segundo o relatório.
Não há razão para preocupação, afirmou o diretor da empresa em conferência.
A nova lei entra em vigor no início do mês que vem em todo o país.
Este livro foi escrito por um autor brasileiro pouco conhecido na Europa.
Depois do almoço fomos passear pela praia e tirámos muitas fotografias.
O jogo terminou empatado e as duas equipas continuam na primeira divisão.
Precisamos de mais informações antes de tomar uma decisão sobre o assunto.
Muitas pessoas trabalham em casa e só vão ao escritório uma vez por semana.
Os trabalhos de construção começaram em março e devem durar dois anos.
Quando chegámos à estação, o último comboio já tinha partido.
É preciso ter cuidado com as informações que se encontram na internet.
O governo anunciou novas medidas de apoio às pequenas empresas.
A cidade tem uma longa história e muitos edifícios antigos.
Se quiser, posso enviar-lhe uma cópia do documento por correio.
trabalho pessoas cidade governo coração irmão mãe pai filho filhos mulher homem escola rua casa água tempo dinheiro ano anos mês dias semana noite manhã tarde mundo vida coisa coisas lugar parte situação questão informação função região produção relação condições nações ações funções melhor pior maior menor primeiro último novo nova velho grande pequeno bonito difícil fácil possível importante diferente através durante depois antes entre contra sobre sem apenas porém porque enquanto embora talvez`,
  de: `wo bleibt mein paket
Danke, hat sich erledigt
rechnung stimmt nicht
kann mir mal jemand antworten
paket lieferung rechnung erstattung bestellung verspätung störung beschwerde
geht wieder
bin ich hier richtig`,
  en: `where is my parcel
Thanks, that worked
still nothing
my invoice is wrong
can anyone answer me please
parcel delivery invoice refund order delay fault complaint
its working again
am I in the right place`,
}
