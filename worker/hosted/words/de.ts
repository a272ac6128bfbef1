import type { HostedSentences } from "./language.ts";

export const sentences: HostedSentences = {
  forms: "one other",

  description: "Wie du bei {0} Punkte sammelst, was es dafür gibt und was Freunde bekommen.",
  notOpen: "{0} hat das Programm noch nicht gestartet. Schau bald wieder vorbei.",
  visit: "Zu {0}",
  yours: "Deine Punkte",
  yoursHow:
    "Dein Punktestand, deine Gutscheine und der Link für deine Freunde liegen bei {0} für dich bereit.",
  open: "Meine Punkte öffnen",
  withoutScript:
    "Um hier deine eigenen Punkte zu sehen, schalte JavaScript für diese Seite ein und melde dich an. Oder frag bei {0} nach: Dort sieht man, was du hast, und kann es für dich einlösen.",

  earn: "So sammelst du Punkte",
  points: "{0} [Punkt|Punkte]",
  order: "{0} [Punkt|Punkte] je {1} Einkaufswert",
  signUp: "{0} [Punkt|Punkte] fürs Mitmachen",
  birthday: "{0} [Punkt|Punkte] zum Geburtstag",
  otherRates: "Manche Artikel bringen mehr oder weniger Punkte, manche gar keine.",
  hold: "Die Punkte einer Bestellung sind {0} [Tag|Tage] später einlösbar.",
  holdSent: "Die Punkte einer Bestellung sind {0} [Tag|Tage] nach dem Versand einlösbar.",
  sent: "Die Punkte einer Bestellung sind einlösbar, sobald sie verschickt ist.",
  confirmed: "Die Punkte einer Bestellung sind einlösbar, sobald der Shop sie bestätigt.",
  expire_never: "Punkte verfallen nicht.",
  expire_dates: "Punkte verfallen an festen Tagen; wann deine, steht bei deinen Punkten.",
  expire_age: "Punkte verfallen {0} [Tag|Tage], nachdem sie einlösbar geworden sind.",
  expire_inactivity: "Punkte verfallen, wenn du {0} [Tag|Tage] lang nichts mit ihnen machst.",

  times: "{0}-fache Punkte",
  extra: "{0} [Punkt|Punkte] extra",
  firstOrder: "bei deiner ersten Bestellung",
  ordersFrom: "bei Bestellungen ab {0}",
  someProducts: "auf ausgewählte Artikel",
  hours: "von {0} bis {1}",
  until: "bis {0}",
  forTiers: "für {0}",

  rewards: "Das gibt’s für Punkte",
  noRewards: "Im Moment gibt es keine Prämien. Deine Punkte bleiben dir erhalten.",
  from: "ab {0} [Punkt|Punkten]",

  tiers: "Stufen",
  spend_lifetime: "Es zählt, wie viel du eingekauft hast, seit du dabei bist.",
  spend_calendar_year: "Es zählt, wie viel du in einem Kalenderjahr einkaufst.",
  spend_rolling_12_months: "Es zählt, wie viel du in den letzten zwölf Monaten eingekauft hast.",
  points_lifetime: "Es zählen die Punkte, die du gesammelt hast, seit du dabei bist.",
  points_calendar_year: "Es zählen die Punkte, die du in einem Kalenderjahr sammelst.",
  points_rolling_12_months: "Es zählen die Punkte, die du in den letzten zwölf Monaten gesammelt hast.",
  orders_lifetime: "Es zählt, wie oft du bestellt hast, seit du dabei bist.",
  orders_calendar_year: "Es zählt, wie oft du in einem Kalenderjahr bestellst.",
  orders_rolling_12_months: "Es zählt, wie oft du in den letzten zwölf Monaten bestellt hast.",
  start: "Von Anfang an",
  from_spend: "Ab {0}",
  from_points: "Ab {0} [Punkt|Punkten]",
  from_orders: "Ab {0} [Bestellung|Bestellungen]",
  bonus: "{0} [Punkt|Punkte] zum Aufstieg",

  refer: "Freunde einladen",
  friendGets: "Wen du einlädst, bekommt {0} Rabatt auf die erste Bestellung.",
  friendGetsMin: "Wen du einlädst, bekommt {0} Rabatt auf die erste Bestellung ab {1}.",
  youGetPoints: "Du bekommst {0} [Punkt|Punkte], sobald die Bestellung bezahlt ist.",
  youGetPointsMin:
    "Du bekommst {0} [Punkt|Punkte], sobald die Bestellung bezahlt ist und mindestens {1} beträgt.",
  youGetOff: "Du bekommst {0} Rabatt, sobald die Bestellung bezahlt ist.",
  youGetOffMin: "Du bekommst {0} Rabatt, sobald die Bestellung bezahlt ist und mindestens {1} beträgt.",

  unknownTitle: "Hier gibt es kein Programm",
  unknown:
    "Vielleicht ist die Adresse unterwegs abgeschnitten oder vertippt worden, oder den Shop gibt es hier nicht mehr. Frag den Shop nach der Adresse seines Programms.",
};
