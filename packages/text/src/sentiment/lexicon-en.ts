/** English words of praise and complaint, written for this project; form as in lexicon-de.ts. */
export const englishGrades: [grade: number, words: string][] = [
  [
    3,
    `amaz* awesome* fantastic* excellent* outstanding* wonderful* brilliant* superb* perfect* phenomenal* incredible incredibly-helpful exceptional* fabulous* magnificent* flawless* stellar terrific* marvelous* marvellous*
    love loved loves loving adore* delight* thrilled ecstatic overjoyed best greatest favorite* favourite* spectacular* sensational* first-class world-class top-notch blown-away lifesaver life-saver rockstar rock-star kudos hats-off
    exceeded-expectations above-and-beyond highly-recommend five-stars unbeatable splendid* heavenly`,
  ],
  [
    2,
    `thank thanks thankyou thx ty grateful gratitude appreciat* great good nice nicely kind kindly kindness friendly courteous polite helpful helped helps helping happy happier glad pleased pleasure pleasant pleasantly satisf* enjoy* fun
    impress* smooth smoothly seamless* effortless* easy quick quickly fast speedy prompt promptly efficient* reliable reliably dependable trustworthy professional* competent knowledgeable attentive thoughtful considerate generous patient-with caring
    cool sweet cute lovely beautiful gorgeous pretty clean comfortable comfy cozy fresh tasty delicious yummy recommend* recommended praise* compliment* congrat* congratulations bravo cheers yay yeah yes woohoo woo hooray wow win won winning winner success* succeed* 
    solved resolved sorted fixed works-again working-again works-great improved improvement improvements better worth worthwhile valuable useful convenient* intuitive sturdy durable bargain fair honest hero heroes angel champ rocks rocked rock killing-it 
    excited exciting excellent-job good-job great-job nice-job well-done keep-it-up made-my-day on-time early ahead-of-schedule upgraded upgrade complimentary welcome welcoming warm smile smiles smiling relief relieved proud blessed safe safely luckily fortunately classy fav admire* inspired inspiring`,
  ],
  [
    1,
    `ok okay fine decent acceptable reasonable adequate interesting interested like liked likes hope hoping hopefully hopeful please free discount refund-received refunded credited apology-accepted accepted understand understanding understood support supported secure calm
    ready available confirmed agree agreed right correct clear clearly new fresh finally lol haha hahaha hehe cheers xx xoxo wish wishing miss-you luck lucky special luxury gift treat bonus reward rewarded premium trust trusted care cares`,
  ],
  [
    -1,
    `sorry unfortunately sadly sad problem problems issue issues trouble concern concerned worried worry worries unsure confusing confused confusion unclear complicated difficult hard slow slower slowly late later wait waits waiting waited hold on-hold queue queues stuck stranded delay delays
    miss missed missing misses lost lose loses losing lack lacks lacking without error errors mistake mistakes fault faulty glitch glitches bug bugs buggy down outage outages offline unavailable unable cannot can't cant won't doesn't didn't isn't wasn't wouldn't couldn't ain't 
    cancel cancels cancelled canceled cancelling cancellation cancellations cancelation rebook* rescheduled overbooked expensive overpriced pricey fee fees charge charged charges overcharged costly tight cramped crowded noisy loud cold dirty smell smells smelly tired exhausted sick hungry boring bored dull meh
    unhappy dissatisf* complain* complaint complaints poor poorly weak limited old outdated broken-down bumpy damage damaged dispute wrong incorrect never nobody no-one nothing none nowhere why still again another hours hrs hour 2hrs 3hrs yet despite supposedly instead seriously really? excuse excuses blame lag laggy
    unhelpful shame regret strange weird odd odd annoying-little against refuse refused refuses refusing deny denied denies reject* ignore ignored ignores ignoring disconnected disconnect hung unacceptable-wait`,
  ],
  [
    -2,
    `bad badly worse disappoint* annoy* frustrat* upset angry anger mad irritat* aggravat* infuriat* furious-ish rude rudely rudeness impolite disrespect* unprofessional unhelpful incompeten* useless worthless pointless clueless careless hopeless helpless senseless unreliable unorganized disorganized
    fail fails failed failing failure failures fiasco mess messed messing messy chaos chaotic ruin ruined ruins ruining broke broken breaks breaking defective crash crashed crashes crashing freeze freezes frozen stolen steal stole theft lie lied lies lying liar liars false mislead* misled deceptive deceiv* dishonest* cheat* scam* scammed fraud* 
    ripoff rip-off ripped-off robbery rob robbed joke laughable ridiculous* absurd* stupid* dumb idiot* moron* crap crappy sucks suck sucked sucky shitty lousy terrible-ish nasty gross filthy stink stinks stinking ugly unfair unjust unacceptable inexcusable embarrass* 
    hate-it avoid beware warning never-again no-thanks no-response no-answer no-reply not-working doesn't-work won't-work waste wasted wasting hell damn dammit damnit pissed pathetic* shame-on shameful let-down letdown nightmare-ish painful pain hurt hurts suffer* cry crying cried tears 
    sue lawsuit lawyer attorney report-you negligen* neglect* mistreat* harass* threat* abus* racist discriminat* unsafe dangerous scared scary afraid fear shock shocked shocking unbelievable ludicrous wtf smh ugh argh grr fml omfg bs bull nonsense garbage trash rubbish junk flawed subpar mediocre
    bye leaving-you switching-to taking-my-business closing-my-account lost-customer lost-luggage lost-bag lost-my stuck-on hung-up hangs-up hung on-hold-for sitting-on-the stranded unanswered unresolved unsolved delayed 
    #fail #epicfail #neveragain #badservice #customerservicefail #worst #disappointed`,
  ],
  [
    -3,
    `worst terribl* horribl* horrend* awful* atrocious* abysmal* appalling* disgust* disgrace* despicabl* deplorabl* dreadful* nightmare* horrific* hate hated hates hating hatred furious outrag* enraged livid fuck* shit bullshit asshole* bitch* bastard* 
    catastroph* disaster* criminal* crooks thieves unforgivable inhumane vile dire deplorable shambles shambolic garbage-service never-flying never-using never-buying zero-stars one-star boycott worst-ever`,
  ],
]

export const englishNegations =
  "not no never none nobody nothing neither nor without hardly barely don't dont doesn't doesnt didn't didnt isn't isnt wasn't wasnt aren't arent won't wont wouldn't wouldnt can't cant cannot couldn't couldnt shouldn't haven't havent hasn't hasnt hadn't ain't lack lacks lacking n't"

export const englishIntensifiers: [factor: number, words: string][] = [
  [
    1.5,
    'very really so extremely absolutely totally completely utterly incredibly super truly beyond highly insanely ridiculously freaking fucking damn seriously most',
  ],
  [0.6, 'somewhat slightly bit fairly rather kinda sorta quite partly sometimes almost'],
]

/** Small words by which a text is known to be English. */
export const englishWords =
  'the and is to you i my of for it on that are was have your with this be at we me not but just from get they can will our been if out all what do how no when would there been has had their them then now about by or up an after more'
