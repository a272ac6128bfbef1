import { NotUnderstood, PlatformRefused, type Platform } from "./platform.ts";

const refuse = () => Promise.reject(new PlatformRefused("This Worker doesn't know the platform's API."));

/** A platform that this Worker doesn't know: it lets no delivery in, and calls nobody. */
export const unknownPlatform: Platform = {
  topicOf: () => null,
  isSigned: () => Promise.resolve(false),
  isPing: () => false,
  translate: () => {
    throw new NotUnderstood("This Worker doesn't know the platform.");
  },
  readOrder: refuse,
  changedOrders: refuse,
  publishable: new Set(),
  publishVoucher: refuse,
  withdrawVoucher: refuse,
};
