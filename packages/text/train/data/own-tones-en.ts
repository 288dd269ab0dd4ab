// English texts to and about companies, written for this project; form as in own-tones-de.ts.

export const englishLists: Record<string, string> = {
  brand:
    'you guys|your airline|the airline|the bank|your company|this company|the carrier|your support team|customer service|the store|your shop|the hotel|the train company|the delivery service|your team|the utility|the provider',
  thing:
    'my flight|the app|my order|my bag|my luggage|the website|my internet|the router|my bill|my account|the train|the parcel|my package|the wifi|my refund|the update|my card|the booking|my reservation|the seat|the device|the battery|my phone|the meal',
  staff:
    'agent|rep|crew|driver|gate agent|flight attendant|technician|lady at the desk|guy on the phone|manager|staff|team member|pilot',
  n: '2|3|4|5|20|30|45|50|90',
  time: 'for hours|for 3 days|for weeks|all day|since Monday|since yesterday|for more than an hour|for two months|since this morning',
  place: 'London|Chicago|Boston|Dallas|Dublin|Leeds|Denver|Newark|Berlin|Austin|Phoenix|Manchester|Miami|Toronto',
  hey: '|||@support |@help |hey, |seriously, |so, |hi, |ok |well, |wow, ',
  end: '||||!|!!|.|.|...| 😡| 😠| 🙄| 👎| #fail| #neveragain| Unacceptable.| Never again.',
  joy: '||||!|!!|.|.| 😊| 👍| ❤️| :)| #happy| Thank you!| You rock.',
  part: 'Router|Lift|Heating|Oven|Printer|Charger|Keyboard|Escalator|Line|Fridge|Door lock|Meter|Modem|Brake',
}

export const englishComplaints = `
{hey}{thing} [is not working|does not work|won't load|keeps crashing|is broken|is down again|still hasn't arrived|never arrived|got lost|was damaged|is missing]{end}
{hey}[been|I've been] [in the phone queue|waiting|stuck here|kept inside the plane|sitting on the runway] {time}[| and nobody helps| with no update| and no one answers]{end}
{hey}[cancelled flight|flight cancelled|delayed again|another delay|delayed {n} hours|missed my connection] [and no one can help|and no info|thanks to you|because of {brand}|with no explanation]{end}
{hey}[worst|the worst|absolute worst] [customer service|service|airline|company|experience|app] [ever|I have ever seen|I've ever dealt with|in years]{end}
{hey}{brand} [is a joke|is useless|is the worst|sucks|are terrible|is ridiculous|lost my business|lied to me|hung up on me|ruined my trip|doesn't care about customers]{end}
{hey}[I'm|I am|we are] [so|very|extremely|really|beyond] [disappointed|frustrated|angry|upset|annoyed|furious] with {brand}{end}
{hey}the {staff} was [rude|so rude|very unhelpful|useless|clueless|nasty|disrespectful|unprofessional]{end}
{hey}[no one|nobody] [answers the phone|replies to my emails|responds|knows anything|is helping us|will help]{end}
{hey}[why is|why does|why can't] {thing} [always late|never work|take so long|still not here|be on time]?{end}
{hey}[where is|where's] {thing}? [It's been {n} days|I was promised it yesterday|Nobody can tell me|Still nothing]{end}
{hey}[you|they] [charged me twice|overcharged me|refuse to refund me|won't give me a refund|lost my bag|cancelled my order|changed my flight] [without telling me|for no reason|again|and won't help]{end}
{hey}[never flying|never using|never buying from|done with|I'm done with|switching from] {brand} [again|anymore|after this|ever]{end}
[Thanks for nothing|Great job losing my bag|Thanks for ruining my vacation|Way to go|Nice job|Thanks for the {n} hour delay|Great, another delay|Awesome, cancelled again], {brand}{end}
{hey}[how|how in the world] [do you|can you] [lose a bag|cancel a flight without notice|treat customers like this|have no one answering|not know where the plane is]?{end}
{hey}{thing} was [terrible|awful|horrible|disgusting|filthy|a nightmare|a disaster|freezing|late and dirty|so bad]{end}
{hey}[this is|that's] [unacceptable|ridiculous|outrageous|absurd|a disgrace|so frustrating|very poor service|pathetic|not okay|a scam]{end}
{hey}[I want my money back|I need a refund|please refund me|cancel my account|I want to file a complaint|I'd like to complain], [this is awful|terrible service|what a mess|nothing works]{end}
{hey}[not happy|not impressed|not good enough|not acceptable|never happy|no thanks], {brand}{end}
{hey}[still|we're still] [waiting|no answer|no refund|no bags|no response|no power|no luggage] after {n} [hours|days|weeks|emails|calls]{end}
{hey}[can't|cannot|unable to] [check in|log in|reach anyone|get through|change my booking|book online|rebook], [site is down|keeps giving errors|phone line disconnects|nobody picks up]{end}
{hey}{n} hours late[| and counting|, missed my meeting|, kids crying|, no food], {brand}{end}
{hey}[poor|bad|terrible|lousy|crappy|awful] [communication|service|quality|experience|attitude|support] [from {brand}|again|as always|today]{end}
{hey}[hold time|wait] is [{n} hours|ridiculous|insane|way too long], [then I got hung up on|then disconnected|and no callback]{end}
{hey}[stranded|stuck] in {place} [overnight|with no hotel|with two kids|and no one to help|again]{end}
{hey}[you need to|please] [fix your app|train your staff|get it together|answer your phones|do better]{end}
{hey}[I am|I'm|we are] [not|not at all|not really|really not] [happy|satisfied|pleased|impressed] with [your service|my order|the new app|{brand}]{end}
{hey}[that was|the {staff} was|support was] [not|not very|not at all|hardly] [helpful|friendly|nice|good|professional|polite]{end}
Dear [Sir or Madam|team], [I am writing to complain about my order|the item arrived damaged|I still have not received my refund|your invoice is wrong again|I was charged twice]. [Please fix this|This is not acceptable|I expect a refund|Regards]
[Double|Wrong|Unknown|Incorrect|Duplicate] [charge|bill|debit|fee|amount] [on my card|on my account||again]{end}
{part} [broken|faulty|dead|not working|leaking|stopped working|arrived damaged|won't start|gave up]{end}
[No|Still no|Again no] [refund|callback|signal|engineer|parcel|power|confirmation] [|after {n} days|yet|today]{end}
[Item|Parts|Screws|One box|Power cord|Shipment] [missing|incomplete|mixed up|damaged|scratched|bent|soaked]{end}
[Account|Card|Profile|Voucher|Password] [blocked|declined|rejected|not recognised], [no reason given|and nobody knows why|for {n} days|although it is right]
[Called|Wrote|Asked|Complained] [twice|{n} times|again and again], [no result|nothing happens|only a recording|no answer]{end}
`

export const englishPraise = `
{hey}[thanks|thank you|thanks so much|many thanks|big thanks] for [the quick help|the great service|the fast reply|getting us home|the upgrade|fixing it so fast|your help|being so kind|finding my bag]{joy}
{hey}the {staff} was [amazing|so helpful|super friendly|wonderful|very kind|great|awesome|fantastic|patient and polite]{joy}
{hey}[great|excellent|awesome|amazing|fantastic|outstanding|best] [service|flight|customer service|crew|experience|support|job] [today|as always|ever|from {brand}|yesterday]{joy}
{hey}[love|I love|we love|loving] [the new app|your service|flying with you|this company|the new seats|your humor|how quick you reply]{joy}
{hey}[I'm|we are] [so|very|really] [happy|impressed|pleased|grateful|satisfied] with {brand}{joy}
{hey}[everything|it all|{thing}] [worked perfectly|went smoothly|arrived early|was on time|works again|is fixed|got sorted|is great]{joy}
{hey}[kudos|shoutout|props|hats off|a big thank you] to [the {staff}|{brand}|your {staff} in {place}]{joy}
{hey}[highly recommend|would recommend|definitely recommend|can only recommend] {brand}{joy}
{hey}{brand} [saved my day|made my day|is the best|rocks|went above and beyond|solved it in minutes|never disappoints|always delivers]{joy}
{hey}[got it|received it|problem solved|all good now|that worked|found it], [thanks|thank you|appreciate it|great job|you're awesome|much appreciated]{joy}
{hey}[smooth|easy|comfortable|wonderful|perfect|pleasant] [flight|ride|trip|check-in|return|checkout] [to {place}|today|from {place}|, thanks]{joy}
{hey}[no complaints|can't complain|not bad at all|couldn't be happier|nothing to complain about], [great job|on time and friendly|all good|really nice]{joy}
{hey}[excited|can't wait|so excited|looking forward] [to fly with you|for my trip to {place}|to try the new menu|to see the new planes]{joy}
Dear [Sir or Madam|team], [thank you for the quick refund|I would like to thank your {staff}|I am very pleased with my order|the repair was excellent]. [Kind regards|Keep up the good work|Best wishes]
[Thanks|Thank you|Thx|Cheers|Thanks so much|Thank you very much|Much appreciated] [|, all good|, it arrived|guys|for that|for your help|for everything]{joy}
[Fixed|Solved|Arrived|Found it|Done], [thanks|thank you|great|cheers|perfect]{joy}
`

export const englishNeutral = `
{hey}[do you|does {brand}] [fly to {place}|ship to {place}|have an office in {place}|offer student fares|open on Sundays|allow pets|have wifi on board]?
{hey}[how|where|when] [can I|do I] [change my seat|find my booking number|check in|add a bag|get a receipt|reset my password|contact the office in {place}|upgrade]?
{hey}[what time|which gate|what terminal|how long] [does flight {n}21 leave|is the flight to {place}|is check in|does shipping take]?
{hey}[is there|are there] [a direct flight to {place}|any seats left|a number I can call|a way to change the date|an update on flight {n}12|a fee for a second bag]?
{hey}[can you|could you|can someone] [please DM me|check flight {n}34|follow me so I can DM|tell me the baggage allowance|send me the link|confirm my booking]?
{hey}[just sent you a DM|sent you a DM|DM sent|ok, will do|it's {n}4XK2|my booking number is AB{n}|yes|no, in {place}|following now|I'm in seat {n}A]
{brand} [announces|to add|launches|opens|reports|cuts|to sell|plans] [new routes to {place}|{n} jobs|a new app|quarterly results|its stake in a rival|a store in {place}|a summer schedule] http://t.co/x
[Strike|Storm|Snow|Power cut|Fire] in {place}: [flights cancelled|trains delayed|what passengers need to know|airport closed until noon|police investigate] http://t.co/x
[Shares|Stock] of {brand} [rise|fall|unchanged|up {n} percent|down {n} percent] [after results|on Monday|as oil prices move] http://t.co/x
[Hiring|Job|We're hiring|Vacancy]: {staff} in {place}, [apply now|full time|starting May] http://t.co/x
[On my way to|Heading to|Boarding for|Flying to|Off to] {place} [today|tomorrow|with {brand}|now|next week]
{hey}[I have|I've got] [a flight to {place} tomorrow|a reservation for {n} people|an account with you|a question about my bill|{n} bags to check]
{hey}I [need|would like|want] to [change my flight|book a seat|update my address|add my frequent flyer number|speak to someone about a booking]
[Win|Enter to win|Deal|Sale]: [{n}% off|tickets to {place}|free shipping until Sunday|a gift card] http://t.co/x
[Video|Photo|Watch|Read]: [inside the new {place} terminal|{brand} in numbers|how planes are built|the history of {brand}] http://t.co/x
[Hi there|Hello], [please send us your order number|we're here 24/7|please DM your details|we will check this for you] ^[AB|KT|MR]
[If I|Can I|Will I] [cancel, is there a refund|fly standby|bring a stroller|use miles for this|change online]?
Dear [Sir or Madam|team], [please find my documents attached|could you send me a copy of the invoice|I would like to change my address|please confirm the appointment|I am moving next month]. [Kind regards|Thanks in advance|Regards|]
The [store|office|branch|desk] [opens at nine|is in {place}|moves to {place} in May|closes at six|is next to the station]
[Where is|What about|Status of|Tracking for] [U-{n}877|A{n}13|case {n}/24|shipment {n}-20|BE-{n}3]?
[Is the shop|Is your office|Is the desk|Is the pool|Is the car park] [open|closed] [today|on Monday|at noon]?
[Who signs this|Where is the pickup point|What does it cost|When does it arrive|Who is my contact|Can I do this by post|Is this the right form]?
[LAST|Last|Second|First] [WARNING|REMINDER|reminder|call|request]
[Due|Please reply|Payment due|Valid] [by Friday|on {n} May|at the end of the month|until noon]
[Hello|Hey there|Good morning|Morning|Good evening|Hello all][||,|.| test]
[Call me back|Please call|Please confirm|New email address|Serial number] [today|after {n} pm|when you can|{n}-X7|see attachment]
`
