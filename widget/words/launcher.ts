/** What the loader says by itself; everything else is in the panel's dictionary. */
export const launcherWords = {
  lang: "en",
  rewards: "Rewards",
  offer: (amount: string) => `${amount} for you`,
  failed: "Couldn’t load. Check your connection.",
};
