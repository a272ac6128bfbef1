import type { HostedSentences } from "./language.ts";

export const sentences: HostedSentences = {
  forms: "one many other",

  description:
    "Comment gagner des points chez {0}, ce qu’ils permettent d’obtenir et ce que reçoit la personne que vous invitez.",
  notOpen: "{0} n’a pas encore ouvert son programme. Revenez bientôt.",
  visit: "Aller chez {0}",
  yours: "Vos points",
  yoursHow: "Votre solde, vos bons et le lien à partager vous attendent chez {0}.",
  open: "Ouvrir mes points",
  withoutScript:
    "Pour voir ici vos propres points, activez JavaScript pour cette page, puis connectez-vous. Ou adressez-vous à {0}\u202f: l’équipe voit ce que vous avez et peut l’échanger pour vous.",

  earn: "Comment gagner des points",
  points: "{0} [point|de points|points]",
  order: "{0} [point|de points|points] par tranche de {1} d’achat",
  signUp: "{0} [point|de points|points] à l’inscription",
  birthday: "{0} [point|de points|points] pour votre anniversaire",
  otherRates: "Certains produits rapportent plus ou moins de points, d’autres aucun.",
  hold: "Les points d’une commande sont utilisables {0} [jour|de jours|jours] plus tard.",
  holdSent: "Les points d’une commande sont utilisables {0} [jour|de jours|jours] après son envoi.",
  sent: "Les points d’une commande sont utilisables dès son envoi.",
  confirmed: "Les points d’une commande sont utilisables dès que la boutique la confirme.",
  expire_never: "Les points n’expirent pas.",
  expire_dates: "Les points expirent à dates fixes\u202f; les vôtres sont indiquées avec vos points.",
  expire_age: "Les points expirent {0} [jour|de jours|jours] après être devenus utilisables.",
  expire_inactivity: "Les points expirent si vous n’en faites rien pendant {0} [jour|de jours|jours].",

  times: "Points ×{0}",
  extra: "{0} [point|de points|points] en plus",
  firstOrder: "sur votre première commande",
  ordersFrom: "sur les commandes dès {0}",
  someProducts: "sur certains produits",
  hours: "de {0} à {1}",
  until: "jusqu’au {0}",
  forTiers: "pour {0}",

  rewards: "Ce que vos points permettent d’obtenir",
  noRewards: "Aucun avantage à obtenir pour le moment. Vos points sont conservés.",
  from: "à partir de {0} [point|de points|points]",

  tiers: "Niveaux",
  spend_lifetime: "Selon vos achats depuis votre inscription.",
  spend_calendar_year: "Selon vos achats sur une année civile.",
  spend_rolling_12_months: "Selon vos achats des douze derniers mois.",
  points_lifetime: "Selon les points gagnés depuis votre inscription.",
  points_calendar_year: "Selon les points gagnés sur une année civile.",
  points_rolling_12_months: "Selon les points gagnés ces douze derniers mois.",
  orders_lifetime: "Selon le nombre de vos commandes depuis votre inscription.",
  orders_calendar_year: "Selon le nombre de vos commandes sur une année civile.",
  orders_rolling_12_months: "Selon le nombre de vos commandes des douze derniers mois.",
  start: "Dès le départ",
  from_spend: "Dès {0}",
  from_points: "Dès {0} [point|de points|points]",
  from_orders: "Dès {0} [commande|de commandes|commandes]",
  bonus: "{0} [point|de points|points] en y accédant",

  refer: "Invitez quelqu’un",
  friendGets: "La personne invitée reçoit {0} de remise sur sa première commande.",
  friendGetsMin: "La personne invitée reçoit {0} de remise sur sa première commande dès {1}.",
  youGetPoints: "Vous recevez {0} [point|de points|points] quand elle a fait un achat.",
  youGetPointsMin: "Vous recevez {0} [point|de points|points] quand elle a fait un achat d’au moins {1}.",
  youGetOff: "Vous recevez {0} de remise quand elle a fait un achat.",
  youGetOffMin: "Vous recevez {0} de remise quand elle a fait un achat d’au moins {1}.",

  unknownTitle: "Il n’y a pas de programme ici",
  unknown:
    "L’adresse a peut-être été coupée ou mal saisie en chemin, ou la boutique n’est plus ici. Demandez à la boutique l’adresse de son programme.",
};
