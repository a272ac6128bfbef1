import type { HostedSentences } from "./language.ts";

export const sentences: HostedSentences = {
  forms: "one other",

  description: "{0}: näin keräät pisteitä, mitä niillä saa ja mitä ystäväsi saa.",
  notOpen: "{0} ei ole vielä avannut ohjelmaansa. Tule pian takaisin.",
  visit: "Kauppaan: {0}",
  yours: "Pisteesi",
  yoursHow: "Saldosi, etukoodisi ja linkki ystävillesi ovat tallessa sinua varten: {0}.",
  open: "Avaa omat pisteeni",
  withoutScript:
    "Jos haluat nähdä omat pisteesi täällä, ota JavaScript käyttöön tällä sivulla ja kirjaudu. Tai kysy kaupasta: {0} näkee, mitä sinulla on, ja voi lunastaa sen puolestasi.",

  earn: "Näin keräät pisteitä",
  points: "{0} [piste|pistettä]",
  order: "{0} [piste|pistettä] ostoksista / {1}",
  signUp: "{0} [piste|pistettä] liittymisestä",
  birthday: "{0} [piste|pistettä] syntymäpäivänäsi",
  otherRates: "Joistakin tuotteista saa enemmän tai vähemmän pisteitä, joistakin ei lainkaan.",
  hold: "Tilauksen pisteet ovat käytettävissä {0} päivän kuluttua.",
  holdSent: "Tilauksen pisteet ovat käytettävissä {0} päivän kuluttua lähetyksestä.",
  sent: "Tilauksen pisteet ovat käytettävissä, kun tilaus on lähetetty.",
  confirmed: "Tilauksen pisteet ovat käytettävissä, kun kauppa on vahvistanut tilauksen.",
  expire_never: "Pisteet eivät vanhene.",
  expire_dates: "Pisteet vanhenevat tiettyinä päivinä; omasi näet pisteidesi luota.",
  expire_age: "Pisteet vanhenevat {0} päivän kuluttua siitä, kun ne ovat tulleet käytettäviksi.",
  expire_inactivity: "Pisteet vanhenevat, jos et tee niillä mitään {0} päivään.",

  times: "{0}× pisteet",
  extra: "{0} [lisäpiste|lisäpistettä]",
  firstOrder: "ensimmäisestä tilauksestasi",
  ordersFrom: "tilauksista alkaen {0}",
  someProducts: "tietyistä tuotteista",
  hours: "klo {0}–{1}",
  until: "voimassa {0} asti",
  forTiers: "tasot: {0}",

  rewards: "Mitä pisteillä saa",
  noRewards: "Tällä hetkellä ei ole palkintoja. Pisteesi säilyvät.",
  from: "alkaen {0} [piste|pistettä]",

  tiers: "Tasot",
  spend_lifetime: "Sen mukaan, kuinka paljon olet ostanut liittymisesi jälkeen.",
  spend_calendar_year: "Sen mukaan, kuinka paljon ostat kalenterivuoden aikana.",
  spend_rolling_12_months: "Sen mukaan, kuinka paljon olet ostanut viimeisten 12 kuukauden aikana.",
  points_lifetime: "Sen mukaan, kuinka paljon pisteitä olet kerännyt liittymisesi jälkeen.",
  points_calendar_year: "Sen mukaan, kuinka paljon pisteitä keräät kalenterivuoden aikana.",
  points_rolling_12_months:
    "Sen mukaan, kuinka paljon pisteitä olet kerännyt viimeisten 12 kuukauden aikana.",
  orders_lifetime: "Sen mukaan, kuinka usein olet tilannut liittymisesi jälkeen.",
  orders_calendar_year: "Sen mukaan, kuinka usein tilaat kalenterivuoden aikana.",
  orders_rolling_12_months: "Sen mukaan, kuinka usein olet tilannut viimeisten 12 kuukauden aikana.",
  start: "Alusta asti",
  from_spend: "Alkaen {0}",
  from_points: "Alkaen {0} [piste|pistettä]",
  from_orders: "Alkaen {0} [tilaus|tilausta]",
  bonus: "{0} [piste|pistettä] tason saavuttamisesta",

  refer: "Kutsu ystävä",
  friendGets: "Ystäväsi saa {0} alennusta ensimmäiseen tilaukseen.",
  friendGetsMin: "Ystäväsi saa {0} alennusta ensimmäiseen tilaukseen alkaen {1}.",
  youGetPoints: "Sinä saat {0} [pisteen|pistettä], kun ystäväsi on tehnyt ostoksen.",
  youGetPointsMin: "Sinä saat {0} [pisteen|pistettä], kun ystäväsi on tehnyt ostoksen (vähintään {1}).",
  youGetOff: "Sinä saat {0} alennusta, kun ystäväsi on tehnyt ostoksen.",
  youGetOffMin: "Sinä saat {0} alennusta, kun ystäväsi on tehnyt ostoksen (vähintään {1}).",

  unknownTitle: "Täällä ei ole ohjelmaa",
  unknown:
    "Osoite on ehkä katkennut tai kirjoitettu väärin matkalla, tai kauppa ei ole enää täällä. Kysy kaupasta sen ohjelman osoitetta.",
};
