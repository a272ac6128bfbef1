import type { View } from "../../widget/tag.ts";
import { invitation, newcomer, panel, profile, storefront } from "./answers.ts";

/** Something that the widget can show. */
export interface State {
  name: string;
  title: string;
  /** What its storefront answers, by path; everything else is not found. */
  answers: Record<string, { status: number; body: unknown }>;
  /** Somebody is signed in at the store. */
  signedIn: boolean;
  /** The view that the panel is opened with; left out, it isn't opened. */
  view?: View;
  /** The storefront never answers, or can't be reached. */
  trouble?: "loading" | "offline";
  /** A friend's link was followed. */
  followed?: boolean;
  /** What of the elements stands in the page. */
  shows?: "elements" | "page";
}

const ok = (body: unknown) => ({ status: 200, body });
const refused = (status: number, code: string) => ({ status, body: { status, code, title: code } });

const member = {
  program: ok(storefront),
  sessions: ok({ session: "gallery", expiresAt: panel.now, panel }),
  panel: ok(panel),
  profile: ok(profile),
};
const anyone = { program: ok(storefront), [`referrals/${invitation.code}`]: ok(invitation) };

const viewOf = (view: View, title: string): State => ({
  name: view,
  title,
  answers: member,
  signedIn: true,
  view,
});

/** All that there is to see, in the order in which the gallery hangs it. */
export const states: State[] = [
  { name: "elements", title: "Elements, for a member", answers: member, signedIn: true, shows: "elements" },
  {
    name: "elements-guest",
    title: "Elements, for a guest",
    answers: anyone,
    signedIn: false,
    shows: "elements",
  },
  { name: "page", title: "The panel in the page", answers: member, signedIn: true, shows: "page" },
  viewOf("home", "Home"),
  viewOf("rewards", "Rewards"),
  viewOf("refer", "Refer"),
  viewOf("activity", "Activity"),
  viewOf("earn", "Ways to earn"),
  viewOf("tiers", "Tiers"),
  viewOf("profile", "Profile"),
  { name: "join", title: "Join", answers: anyone, signedIn: false, view: "join" },
  { name: "guest", title: "Guest", answers: anyone, signedIn: false, view: "home" },
  { name: "friend", title: "Friend", answers: anyone, signedIn: false, followed: true },
  {
    name: "empty",
    title: "Empty",
    answers: { ...member, sessions: ok({ session: "gallery", expiresAt: panel.now, panel: newcomer }) },
    signedIn: true,
    view: "rewards",
  },
  { name: "loading", title: "Loading", answers: {}, signedIn: true, view: "home", trouble: "loading" },
  { name: "offline", title: "Offline", answers: {}, signedIn: true, view: "home", trouble: "offline" },
  {
    name: "error",
    title: "Error",
    answers: { sessions: refused(500, "internal_error") },
    signedIn: true,
    view: "home",
  },
  {
    name: "expired",
    title: "Sign-in expired",
    answers: { ...anyone, sessions: refused(401, "token_expired") },
    signedIn: true,
    view: "home",
  },
];
