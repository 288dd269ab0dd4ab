import type { CaseTemplate } from './template.ts'

/** The same company in English. */
export const english: CaseTemplate[] = [
  {
    key: 'en-bus-late',
    language: 'en',
    presences: ['form', 'mail-service'],
    topic: 'delay',
    kind: 'complaint',
    subjects: ['Line {line} late again', 'Bus {line} at {stop}, {min} minutes late', 'No bus at {time}'],
    texts: [
      'line {line} at {stop} was {min} minutes late [today|this morning|tonight], for the third time this week. [The display said "now" the whole time.|Nobody could tell us anything.|I missed my connection to {to}.] [What is going on?|Could you explain?]',
      'I waited {min} minutes at {stop} [in the rain|with a toddler|next to a very angry gentleman]. Bus {line}, the one at {time}. [Should I just buy a bike?|Is this normal here?|I was late for my first day at work.]',
      'is there any chance that the {line} will [run on time|turn up|match the timetable] at {time}? I have kept a list: [nine of ten|seven of eight|eleven of twelve] trips late. Happy to share it.',
    ],
    answers: [
      'the bus at {time} was stuck at the roadworks near {stop}, which explains the {min} minutes. From {w+4} line {line} takes a different street until they are finished. [A day ticket is in your account for the trouble.|I have credited the trip to you.]',
      'your list matches our own data, thank you for keeping it. The {line} simply does not have enough time in the timetable; from {w+12} it gets six more minutes. I will check the figures afterwards and write to you.',
      'the vehicle broke down with a door fault and the replacement took {min} minutes. The app kept saying "on time" because of an old message; since today such messages vanish after two minutes. Your fare is refunded and arrives by {w+3}.',
    ],
    holds: [
      'I have asked the control room for the log of line {line} at {time}. By {bis} you will hear from me what happened.',
    ],
    asks: [
      'two buses of line {line} were on the road at {time}. In which direction were you going? I will look at both again on {w+3} in any case.',
    ],
    promise: 'Reason for the delay of line {line}',
    weight: 1.4,
  },
  {
    key: 'en-train-cancelled',
    language: 'en',
    presences: ['mail-service', 'form'],
    topic: 'delay',
    kind: 'complaint',
    subjects: ['{train} cancelled without notice', 'Replacement bus never came', '{train} {time} from {from}'],
    texts: [
      'on {d-1} the {train} at {time} from {from} [did not run|vanished from the board|was cancelled two minutes before departure]. [The replacement bus left from the wrong side of the station.|Announcements were in German only.|About forty people stood around guessing.] How do I get my money back?',
      'we waited for the replacement bus from {from} to {to} for {min} minutes [and gave up|until a taxi driver took pity|together with a school class]. Who [is responsible|organises this|should I talk to]?',
    ],
    answers: [
      'the {train} was cancelled because a driver fell ill and the stand-by was in {to}. Your fare is refunded in full and reaches you by {w+3}. From {w+7} a second stand-by is based in {from}.',
      'the replacement bus stood on the other side of the station, and the sign pointed the wrong way. It has been turned round today, and English announcements are part of the plan from {w+10}. I have refunded your fare plus [12.00|18.00|23.50] euros for the taxi.',
    ],
    holds: [
      'I found the cancellation of the {train} at {time}, but the reason is still marked as open. The operations desk fills it in today; by {bis} you will have the reason and the amount of your refund.',
    ],
    promise: 'Reason for the cancellation and refund',
    weight: 1.1,
  },
  {
    key: 'en-app-52',
    language: 'en',
    presences: ['form', 'mail-service'],
    topic: 'app',
    kind: 'fault',
    subjects: ['Ticket disappeared after update', 'App 5.2 lost my {ticket}', 'Empty ticket list'],
    slots: { ticket: ['weekly pass', 'monthly pass', 'student ticket', 'ten-trip ticket'] },
    texts: [
      'since the update my {ticket} is [gone|not there any more|nowhere to be found]. Order {order}, paid on {d-5}. [What do I show the inspector?|Please send something official.|I do not want to pay twice.]',
      'app updated itself overnight, {ticket} deleted itself too. [Phone: {phoneModel}.|Restarted three times.|Reinstalled, no luck.] Help?',
      'your 5.2 update is [a disaster|not your best work|something else]. {ticket} gone, map slow, home screen full of bike adverts. I only want my {ticket} back.',
    ],
    answers: [
      'your {ticket} is valid and paid, I can see it under {order}. Sign out and in again and it returns. The corrected version 5.2.1 is in the store from {w+1}; until then your name is enough at an inspection.',
      'I have sent the {ticket} to your phone again from here; it appears the next time you open the app. As an apology it runs two days longer, until {w+9}.',
      'nobody has to pay twice. The update emptied the list on some phones but not your account. Version 5.2.1 brings it back from {w+1}, and the adverts move to the second page.',
    ],
    holds: [
      'your {ticket} is safe in your account, only the display is broken. Until 5.2.1 is released the number {order} counts as your ticket. By {bis} I will tell you whether it is in the store.',
    ],
    asks: [
      'your {ticket} is valid. Which e-mail address is shown at the top of "Account"? Then I can send it to the right phone. I will be in touch on {w+2} either way.',
    ],
    promise: 'Release of version 5.2.1',
    tags: ['app-5.2'],
    priority: 'high',
    weight: 1.5,
  },
  {
    key: 'en-refund',
    language: 'en',
    presences: ['mail-rechnung', 'form'],
    topic: 'refund',
    kind: 'request',
    subjects: ['Refund for {order}', 'Unused day tickets', 'Delay compensation {train}'],
    texts: [
      'the {train} on {d-2} at {time} reached {to} [over an hour|75 minutes|nearly two hours] late. I would like to claim compensation. Ticket {order}. [Do you need a form?|Is this message enough?]',
      'we bought [two|three|four] day tickets ({order}) and then [the ferry was cancelled|my son got chickenpox|the car won]. Can they be refunded or moved to another day?',
      'bought the wrong zone, {order}. [My mistake.|The map confused me.|The machine only spoke German.] Any chance to swap it?',
    ],
    answers: [
      'this message is enough, no form needed. The log confirms the delay of the {train}, so 25 % of the fare comes back to you; I rounded it up to [5.00|6.00|7.50] euros. It arrives by {w+3}.',
      'the tickets of {order} were not stamped, so I have taken them back. The full amount is with you by {w+2}, on the card you paid with.',
      'I have swapped it for the right zone, and the difference of [3.20|4.40|5.60] euros is refunded by {w+3}. The machines get an English menu until {w+20}.',
    ],
    holds: [
      'your claim for {order} has arrived. I am comparing it with the log of the control room; by {bis} you will know the amount.',
    ],
    asks: [
      'one thing is missing: shall I send the money to your card or to your app balance? "Card" or "app" is enough. Without an answer I will use the card on {w+5}.',
    ],
    promise: 'Amount of the refund',
    weight: 1.3,
  },
  {
    key: 'en-double-charge',
    language: 'en',
    presences: ['mail-rechnung'],
    topic: 'invoice',
    kind: 'complaint',
    subjects: ['Charged twice: {amount}', 'Wrong amount on {invoice}', 'Unknown debit'],
    slots: { amount: ['74.00 €', '39.00 €', '34.00 €', '89.00 €'] },
    texts: [
      'you have debited {amount} twice, on {d-2} and {d-1}. [Please return one of them.|My rent bounced because of it.|I only have one subscription, as far as I know.]',
      'invoice {invoice} says {amount}, my contract says less. [Which one is right?|Could you check?|I am happy to pay what I owe, not more.]',
    ],
    answers: [
      'the second debit of {amount} came from a payment that was interrupted. It is on its way back and arrives by {w+3}. If your bank charged a fee, send me a photo and I will add it.',
      'the discount for your second subscription was missing on {invoice}. The corrected invoice is in your account and the difference is with you by {w+2}.',
    ],
    holds: [
      'I can see both debits of {amount}, but not yet why. Our payment partner sends the log today; by {bis} you will have the explanation and the refund will be on its way.',
    ],
    asks: [
      'on our side there is only one debit of {amount}. Could you send me the reference of the other one? Cover the account number if you like. I will check again on {w+3}.',
    ],
    promise: 'Explanation of the debit',
    priority: 'high',
    weight: 1.1,
  },
  {
    key: 'en-lost',
    language: 'en',
    presences: ['form', 'mail-service'],
    topic: 'lost',
    kind: 'request',
    subjects: ['Lost: {thing}', '{thing} left on line {line}', 'Lost property'],
    slots: {
      thing: [
        'a grey scarf',
        'a blue backpack',
        'reading glasses',
        'a water bottle',
        'a child’s jacket',
        'a notebook with a red cover',
      ],
    },
    texts: [
      'I left {thing} on line {line} at about {time}, [back row|upper deck|near the driver]. Got off at {stop}. [Has it been handed in?|It means a lot to me.|I can come to any shop.]',
      '{thing}, forgotten on the {train} from {from} to {to} [yesterday|today|on Friday]. [Who do I ask?|Is there a lost property office?|Please keep it safe.]',
    ],
    answers: [
      'good news: the driver found it ({thing}). It is at the shop in {shop}, with your name on it, until {w+14}. Any photo ID will do.',
      'nothing has been handed in so far ({thing}), and I have asked the driver and the cleaners. Your report stays open; if it turns up by {w+7} we will ring you. I wish I had better news today.',
    ],
    holds: [
      'the vehicle comes back to the depot tonight and will be searched ({thing}). By {bis} I will tell you the result, whatever it is.',
    ],
    asks: [
      'there are two finds that could match ({thing}). Is there anything on it that only you would know? I will keep both aside until {w+5}.',
    ],
    promise: 'Result of the search ({thing})',
    weight: 1.3,
  },
  {
    key: 'en-rental',
    language: 'en',
    presences: ['form', 'mail-service'],
    topic: 'rental',
    kind: 'fault',
    subjects: ['Bike {bike} still running', 'Charged for bike {bike}', 'Lock broken at {station}'],
    texts: [
      'bike {bike} is back in the rack at {station}, but the app keeps counting, {min} minutes now. [Please stop it.|I am on a train already.|I took a photo.]',
      'you charged me [19.50|27.00|33.50] euros for {min} minutes on bike {bike}. [There must be a mistake.|It stood at {station} all night, locked.|Please check.]',
      'bike {bike} at {station} has [no brakes at the back|a loose saddle|a flat tyre]. I walked. Please lock it before somebody else takes it.',
    ],
    answers: [
      'your ride on bike {bike} is closed at the minute you put it into the rack. You pay only for the time you rode; the rest is back by {w+2}. The bike is locked and will be collected today.',
      'I corrected the ride to {min} minutes, which costs 1.50 euros. The difference arrives by {w+3}. The battery of the lock was empty, it is being replaced.',
      'bike {bike} is locked for everybody and on its way to the workshop, thank you. Your next 60 minutes are free; they are valid until {w+30}.',
    ],
    holds: [
      'bike {bike} is locked and your ride is on hold, so nothing more is counted. The workshop reads out the lock; by {bis} you will have the correct amount.',
    ],
    promise: 'Correct amount for bike {bike}',
    weight: 1.3,
  },
  {
    key: 'en-order',
    language: 'en',
    presences: ['mail-service', 'form'],
    topic: 'delivery',
    kind: 'complaint',
    subjects: ['Where is {order}?', 'Parcel {order}', 'Wrong item in {order}'],
    slots: { product: ['helmet', 'pannier', 'rain cape', 'lock', 'child seat'] },
    texts: [
      'I ordered a {product} on {d-8} ({order}). [Tracking has not moved for {daysEn} days.|It says delivered, but not to me.|No news at all.] [When will it come?|Should I keep waiting?]',
      'the {product} in {order} is [the wrong colour|far too small|a completely different thing]. [I would like to swap it.|Can I return it at a shop?|Still a nice box, though.]',
    ],
    answers: [
      'the label of {order} had come off, so it was stuck at the depot. It travels today and is with you by {w+1}. I have refunded the shipping of 4.90 euros.',
      'the right {product} leaves today and arrives by {w+3}. A return label is in the box; you can also hand the wrong one to the courier.',
    ],
    holds: [
      'the courier is searching for {order} and has promised me an answer. By {bis} you will know when it comes; if it is lost I will send a new {product}.',
    ],
    asks: [
      'the label of {order} has no house number. What is it? Then the parcel leaves today. Otherwise I will ring you on {w+2}.',
    ],
    promise: 'Where the order is',
    weight: 1.1,
  },
  {
    key: 'en-sub-cancel',
    language: 'en',
    presences: ['mail-rechnung', 'form'],
    topic: 'subscription',
    kind: 'cancellation',
    subjects: ['Cancel my subscription', 'Moving away', 'End of my UferAbo'],
    texts: [
      'please cancel my subscription [at the end of the month|as soon as possible|before the next debit]. [I am moving to another country.|I work from home now.|Nothing personal.] A short confirmation would be great.',
      'how do I end my UferAbo? [The app sends me in circles.|I do not want to talk to anybody on the phone.|My contract with the university ends.]',
    ],
    answers: [
      'your subscription ends on the last day of this month, and nothing is debited after that. The confirmation is in your account. If you change your mind before {w+10}, one word is enough.',
      'it is cancelled, no circles and no phone call. You get [18.50|24.60|37.00] euros back for the rest of the month, by {w+5}. The card switches itself off.',
    ],
    holds: [
      'your cancellation counts from today. The exact end date depends on your tariff, which I am looking up; you will have it in writing by {bis}.',
    ],
    asks: [
      'your cancellation is recorded. There are two passes in your name: should both end, or only the one with the bike option? The date is safe for both; I will ask again on {w+4}.',
    ],
    promise: 'Confirmation with the end date',
    weight: 1.1,
  },
  {
    key: 'en-inspection',
    language: 'en',
    presences: ['mail-rechnung', 'form'],
    topic: 'inspection',
    kind: 'complaint',
    subjects: ['Fine {fine}', 'Appeal against {fine}', 'Ticket inspection on line {line}'],
    texts: [
      'I was fined on line {line} ({fine}). [My pass was valid, the phone was dead.|The stamping box did not work.|I had a ticket, only not for that zone.] 60 euros is [a lot for a student|more than my groceries for a week|hard to accept]. Can you look at it?',
      'about {fine}: the inspector was [correct but very loud|not willing to listen|already gone before I found my card]. I bought the ticket at {time}, see {order}.',
    ],
    answers: [
      'your pass was valid at that time, so the 60 euros of {fine} become 7.00 euros for handling. Pay by {w+10} and it is settled; no further letter will come.',
      'the fault log shows that the box on line {line} was out of order. {fine} is cancelled, you pay nothing, and the confirmation is in your account. The box is replaced by {w+2}.',
    ],
    holds: [
      '{fine} is on hold, so please do not pay yet. I have asked for the record of the inspection and will decide as soon as it is here: by {bis}.',
    ],
    asks: [
      '{fine} is on hold. A photo of the pass or its number is all I need to decide. Just reply here; nothing happens before {w+8}.',
    ],
    promise: 'Decision on the fine',
    weight: 1.1,
  },
  {
    key: 'en-question',
    language: 'en',
    presences: ['form', 'mail-service'],
    topic: 'ideas',
    kind: 'question',
    subjects: ['Getting to {to}', 'Ferry to Norderhall', 'Bikes on the {train}'],
    texts: [
      'what is the easiest way from {from} to {to} with [two suitcases|a pushchair|a cello and a bad back]? We arrive at {time}.',
      'can we take [a dog|a kayak|a cargo bike] on the ferry to Norderhall, and [do we need to book|what does it cost|when should we be there]?',
      'is there a ticket for [two days|a weekend|five trips] that also covers rental bikes? We stay near {stop}.',
    ],
    answers: [
      'take line {line} from {stop} and change to the {train} on the same platform: no stairs, no lift. If you tell me the day, I will register assistance for you by {w+1}.',
      'yes, you can, as long as there is room on deck. Be there 20 minutes before departure; it costs 4.50 euros return. On {w+5} there is a market on the island, so take an early ferry.',
      'yes: the weekend ticket at 19.80 euros covers buses, trains, the ferry and 30 minutes of bike per ride. I have put a sample plan into your account; it is valid until {w+20}.',
    ],
    holds: [
      'the holiday timetable is being finished right now and I do not want to tell you something wrong. By {bis} you will have the exact times.',
    ],
    asks: [
      'on which day are you travelling? Weekdays and weekends have different routes. I will look at your case again on {w+3}.',
    ],
    promise: 'Exact connection',
    weight: 1.2,
  },
  {
    key: 'en-praise',
    language: 'en',
    presences: ['form', 'mail-service'],
    topic: 'staff',
    kind: 'praise',
    subjects: ['Thank you, line {line}', 'A kind driver', 'Great service in {shop}'],
    texts: [
      'the driver of the {line} at {time} [waited for an old man with a walker|gave my daughter a sticker|helped four tourists with one very large map]. [Please say thank you.|It made my day.|More of this, please.]',
      'your shop in {shop} fixed my [brakes|chain|light] in ten minutes and [refused a tip|told the best jokes|explained everything twice]. I am moving here just for that.',
    ],
    answers: [
      'I found out who it was, and your words reached them today. They hang on the board at the depot from {w+1}, next to the coffee machine.',
      'your note was read out this morning and somebody blushed. On {w+4} there is cake at the team meeting, and you are the reason.',
    ],
    holds: [
      'I am finding out who was on duty at {time}, so that your thanks reach the right person. By {bis} I will tell you.',
    ],
    promise: 'Tell them whom the praise reached',
    priority: 'low',
    weight: 0.9,
  },
  {
    key: 'en-lumo',
    language: 'en',
    presences: ['form', 'mail-service'],
    topic: 'product',
    kind: 'fault',
    subjects: ['Lumo 2 light broken', 'Bike light does not charge', 'Water in my Lumo 2'],
    texts: [
      'my Lumo 2 [stopped charging|died|only blinks red] after {daysEn} weeks. There was water under the rubber cap. Bought in {shop}. [I need a light for tomorrow.|Receipt is somewhere.]',
      'second Lumo 2, same fault: [rain, then darkness|the cap does not close|it drowned]. [Is nobody testing these?|I liked the light, when it was one.]',
    ],
    answers: [
      'a Lumo 3, a different model, is waiting for you in {shop} from {w+1}; no receipt needed. The Lumo 2 is out of our shops since this week because of that cap. Please do not charge the old one any more.',
      'you get a Lumo 3 in any of our six shops, or your 29.90 euros back, as you like. The maker has confirmed that the cap leaks. Everybody affected hears from us by {w+6}.',
    ],
    holds: [
      'a replacement is ready in every shop. Whether all buyers are informed is being decided right now; I will tell you by {bis}.',
    ],
    promise: 'Decision on the recall of the Lumo 2',
    tags: ['lumo-2'],
    weight: 1.2,
  },
  {
    key: 'en-post',
    language: 'en',
    presences: ['found-fediverse', 'found-bluesky'],
    topic: 'delay',
    kind: 'complaint',
    subjects: ['Post: line {line}', 'Post: {train} delayed'],
    texts: [
      'the {line} is [a rumour|mostly a concept|Schrödinger’s bus]. {min} minutes at {stop}, @uferlinie.',
      'my boss now asks "was it the {train} again?" before I open my mouth. thanks @uferlinie, [we bonded|I guess|team building achieved].',
    ],
    answers: [
      'fair. The bus at {time} broke down, the next one came {min} minutes later. A day ticket as an apology: send me your customer number privately, valid until {w+30}.',
      'two colleagues are ill, hence the gaps. From {w+5} it runs to plan again, and until then cancellations are in the app an hour ahead.',
    ],
    holds: ['I am looking up what happened to the {line} and will post the reason here by {bis}.'],
    promise: 'Public answer on line {line}',
    weight: 1,
  },
  {
    key: 'en-call',
    language: 'en',
    presences: ['phone', 'visit'],
    topic: 'rental',
    kind: 'request',
    subjects: ['Call: repair in {shop}', 'Call: cargo bike for Saturday', 'Visit: pass not readable'],
    texts: [
      '{kunde} asks for a repair slot in {shop}: [brakes squeak|a spoke is broken|the gears jump]. [Mornings are best.|Any day but Thursday.|Needs the bike for work.]',
      '{kunde} would like a cargo bike on Saturday from {station} and wonders [about insurance|about the deposit|whether children may ride in it]. Call at {time}.',
    ],
    answers: [
      'Slot agreed: {w+3}, 9 am, {shop}. {kunde} gets a rental bike for the day, no charge.',
      'Cargo bike reserved for Saturday 9 am to 6 pm, 48 euros, two children allowed with belts. {kunde} can cancel until {w+2}.',
    ],
    holds: ['Asked the workshop in {shop}; the plan is made today. {kunde} gets a call by {bis}.'],
    promise: 'Call back with a date',
    weight: 0.9,
  },
]
